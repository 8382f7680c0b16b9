package io.rhumb.gateway.upstream;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;

/**
 * Connects to targets ahead of their first calls, so that none of these pays for it: least of all the first of a process, whose
 * handshake loads and compiles all of TLS and takes about a second. Nothing is sent, and nothing is held against a target that
 * cannot be reached. To be used on the event loop of its clients, once for each set of targets; those that have a connection
 * get no other.
 */
public final class WarmUp {

  /** The longest that a warm-up takes, however many targets are silent (a guess). */
  public static final Duration BOUND = Duration.ofSeconds(5);

  /** Handshakes keep a processor busy (a guess). */
  private static final int AT_ONCE = 5;

  /**
   * A connect keeps others waiting for this part of the bound at the most: 500 ms, in which most
   * handshakes are done, also with another continent (a guess).
   */
  private static final int SLICES = 10;

  private static final System.Logger LOG = System.getLogger(WarmUp.class.getName());

  private final Vertx vertx;
  private final UpstreamClients clients;
  private final Map<Origin, List<UpstreamTarget>> origins;
  private final Queue<Origin> left;
  private final Set<UpstreamTarget> reached = new HashSet<>();
  private final long boundMillis;
  private final Promise<Set<UpstreamTarget>> tried = Promise.promise();
  /** The timers of the connects that keep others waiting. */
  private final Set<Long> slices = new HashSet<>();

  private int pending;

  /**
   * A warm-up about to {@link #start}.
   *
   * @param targets in the order in which to connect to them; of those that share connections, one is enough
   */
  public WarmUp(Vertx vertx, UpstreamClients clients, Iterable<UpstreamTarget> targets) {
    this(vertx, clients, targets, BOUND);
  }

  WarmUp(Vertx vertx, UpstreamClients clients, Iterable<UpstreamTarget> targets, Duration bound) {
    this.vertx = vertx;
    this.clients = clients;
    this.origins = origins(targets);
    this.left = new ArrayDeque<>(origins.keySet());
    this.boundMillis = bound.toMillis();
  }

  /**
   * Connects: to the first target alone, then to five at once. One that is silent keeps others
   * waiting for a slice, which is a tenth of {@link #BOUND}; it still counts if it is connected
   * before the bound. So one that has k others before it is tried after k / 5 slices, rounded up,
   * at the latest: within the bound if they are no more than 45, however silent. Of targets that
   * share connections, one counts.
   *
   * @return the targets that are connected, once each was reached or has failed, or after
   *     {@link #BOUND}; never fails
   */
  public Future<Set<UpstreamTarget>> start() {
    Origin first = left.poll();
    if (first == null) {
      return Future.succeededFuture(Set.of());
    }
    long bound = vertx.setTimer(boundMillis, id -> finish());
    // Several first handshakes of a cold process on a busy machine
    // slow each other down until all of them are given up.
    connect(first, this::others);
    return tried.future().onComplete(v -> {
      vertx.cancelTimer(bound);
      slices.forEach(vertx::cancelTimer);
    });
  }

  private void others() {
    for (int i = 0; i < AT_ONCE; i++) {
      next();
    }
  }

  private void next() {
    Origin origin = tried.future().isComplete() ? null : left.poll();
    if (origin != null) {
      connect(origin, this::next);
    }
  }

  private void finish() {
    tried.tryComplete(Set.copyOf(reached));
  }

  /**
   * Connects to one.
   *
   * @param then run once, when that has ended or has taken a slice
   */
  private void connect(Origin origin, Runnable then) {
    List<UpstreamTarget> targets = Objects.requireNonNull(origins.get(origin));
    pending++;
    long slice = vertx.setTimer(Math.max(1, boundMillis / SLICES), id -> {
      slices.remove(id);
      then.run();
    });
    slices.add(slice);
    clients
        .connect(origin)
        .onSuccess(v -> reached.addAll(targets))
        .onFailure(failure -> LOG.log(
            System.Logger.Level.DEBUG,
            () -> origin.address() + ": not connected ahead of need: " + failure))
        // In a turn of its own: requests come between, and no stack grows with the targets.
        .onComplete(v -> vertx.runOnContext(turn -> ended(slice, then)));
  }

  private void ended(long slice, Runnable then) {
    pending--;
    if (slices.remove(slice)) {
      vertx.cancelTimer(slice);
      then.run();
    }
    // Another is begun whenever one ends or its slice does: if none is pending, none is left.
    if (pending == 0) {
      finish();
    }
  }

  private static Map<Origin, List<UpstreamTarget>> origins(Iterable<UpstreamTarget> targets) {
    Map<Origin, List<UpstreamTarget>> origins = new LinkedHashMap<>();
    targets.forEach(target ->
        origins.computeIfAbsent(target.origin(), origin -> new ArrayList<>()).add(target));
    return origins;
  }
}

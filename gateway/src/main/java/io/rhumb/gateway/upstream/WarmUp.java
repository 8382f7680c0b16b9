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
  private static final int AT_ONCE = 4;

  private static final System.Logger LOG = System.getLogger(WarmUp.class.getName());

  private final Vertx vertx;
  private final UpstreamClients clients;
  private final Map<Origin, List<UpstreamTarget>> origins;
  private final Queue<Origin> left;
  private final Set<UpstreamTarget> reached = new HashSet<>();
  private final long boundMillis;
  private final Promise<Set<UpstreamTarget>> tried = Promise.promise();
  private int lanes = AT_ONCE;

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
   * Connects: to the first target alone, then to a few at once.
   *
   * @return the targets that are connected, once each was tried or after {@link #BOUND}; never fails
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
    return tried.future().onComplete(v -> vertx.cancelTimer(bound));
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
    } else if (--lanes == 0) {
      finish();
    }
  }

  private void finish() {
    tried.tryComplete(Set.copyOf(reached));
  }

  private void connect(Origin origin, Runnable then) {
    List<UpstreamTarget> targets = Objects.requireNonNull(origins.get(origin));
    clients
        .connect(origin)
        .onSuccess(v -> reached.addAll(targets))
        .onFailure(failure -> LOG.log(
            System.Logger.Level.DEBUG,
            () -> origin.address() + ": not connected ahead of need: " + failure))
        // In a turn of its own: requests come between, and no stack grows with the targets.
        .onComplete(v -> vertx.runOnContext(turn -> then.run()));
  }

  private static Map<Origin, List<UpstreamTarget>> origins(Iterable<UpstreamTarget> targets) {
    Map<Origin, List<UpstreamTarget>> origins = new LinkedHashMap<>();
    targets.forEach(target ->
        origins.computeIfAbsent(target.origin(), origin -> new ArrayList<>()).add(target));
    return origins;
  }
}

package io.rhumb.gateway.upstream;

import io.rhumb.gateway.operation.Operation;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.Address;
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
 * cannot be reached. To be used on the event loop of its clients, once for each set of targets; a pool that has a connection
 * gets no other.
 *
 * <p>For HTTP/1.1, which is all that the clients speak: over HTTP/2, Vert.x 5.0.12 never gives the stream of an unsent
 * request back to the pool (tried).
 */
public final class WarmUp {

  /** The longest that a warm-up takes, however many targets are silent (a guess). */
  public static final Duration BOUND = Duration.ofSeconds(5);

  /** Handshakes keep a processor busy (a guess). */
  private static final int AT_ONCE = 4;

  private static final System.Logger LOG = System.getLogger(WarmUp.class.getName());

  /** Any would do: where a connection goes does not depend on it. */
  private static final Operation ANY = Operation.PREDICT;

  private final Vertx vertx;
  private final UpstreamClients clients;
  private final Map<Pool, List<UpstreamTarget>> pools;
  private final Queue<Pool> left;
  private final Set<UpstreamTarget> reached = new HashSet<>();
  private final long boundMillis;
  private final Promise<Set<UpstreamTarget>> tried = Promise.promise();
  private int lanes = AT_ONCE;

  /**
   * A warm-up about to {@link #start}.
   *
   * @param targets in the order in which to connect to them; of those that share a pool, one is enough
   */
  public WarmUp(Vertx vertx, UpstreamClients clients, Iterable<UpstreamTarget> targets) {
    this(vertx, clients, targets, BOUND);
  }

  WarmUp(Vertx vertx, UpstreamClients clients, Iterable<UpstreamTarget> targets, Duration bound) {
    this.vertx = vertx;
    this.clients = clients;
    this.pools = pools(targets);
    this.left = new ArrayDeque<>(pools.keySet());
    this.boundMillis = bound.toMillis();
  }

  /**
   * Connects: to the first target alone, then to a few at once.
   *
   * @return the targets that are connected, once each was tried or after {@link #BOUND}; never fails
   */
  public Future<Set<UpstreamTarget>> start() {
    Pool first = left.poll();
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
    Pool pool = tried.future().isComplete() ? null : left.poll();
    if (pool != null) {
      connect(pool, this::next);
    } else if (--lanes == 0) {
      finish();
    }
  }

  private void finish() {
    tried.tryComplete(Set.copyOf(reached));
  }

  private void connect(Pool pool, Runnable then) {
    List<UpstreamTarget> targets = Objects.requireNonNull(pools.get(pool));
    UpstreamTarget target = targets.get(0);
    clients
        .request(target, ANY)
        .onSuccess(unsent -> {
          reached.addAll(targets);
          UpstreamCall.giveBack(unsent);
        })
        .onFailure(failure -> LOG.log(
            System.Logger.Level.DEBUG,
            () -> pool.address() + ": not connected ahead of need: " + failure))
        // In a turn of its own: requests come between, and no stack grows with the targets.
        .onComplete(v -> vertx.runOnContext(turn -> then.run()));
  }

  private static Map<Pool, List<UpstreamTarget>> pools(Iterable<UpstreamTarget> targets) {
    Map<Pool, List<UpstreamTarget>> pools = new LinkedHashMap<>();
    targets.forEach(
        target -> pools.computeIfAbsent(pool(target), pool -> new ArrayList<>()).add(target));
    return pools;
  }

  private static Pool pool(UpstreamTarget target) {
    RequestOptions options = target.options(ANY);
    return new Pool(options.getServer(), options.getHost(), target.settings());
  }

  /** What two targets must have in common to share connections. */
  private record Pool(Address address, String serverName, ConnectionSettings settings) {}
}

package io.rhumb.gateway.upstream;

import io.rhumb.gateway.config.UpstreamConfig;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.RequestOptions;
import java.lang.ref.WeakReference;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * An origin's connections of HTTP/1.1 on one event loop, and the calls that wait for one. A call has the connection that has been idle for the
 * shortest time; where none is, another is made, and the call is served by whichever is there first, that one or one that another call is done
 * with, in the order in which they came.
 *
 * <p>No more are made at once than {@link ColdStart} says. A call beyond that does not wait for long: out of patience it has one made for itself, so
 * that an origin that takes a connection and never lets go of it, or a slow one, holds nobody back. And there are no more in all than
 * {@linkplain UpstreamConfig#connections configured}: who waits for one of those until {@link ReachBound} has nobody to blame.
 *
 * <p>The pool of Vert.x 5.0.12 is not for this. It would make a connection for each call that finds none idle, all at once; who waits for one does so
 * for ever; and to find the one for a call it computes a hash of all TLS settings, and looks at each connection.
 */
final class Http1Origin {

  /**
   * What part of a connect's bound a call of a cold gateway waits for somebody else's connection before it has its own made (a guess).
   * With a quarter, and four connects at once, half of eighty calls made their own on two cores that they shared with clients and target.
   */
  private static final int PATIENCE = 2;

  private final ColdStart coldStart;
  private final UpstreamConfig bounds;
  private final Function<BooleanSupplier, ? extends Future<? extends Connection>> connector;
  private final BiConsumer<Long, Runnable> after;
  private final Consumer<Runnable> sweeping;
  /** The one that became so last is the last. */
  private final Deque<Connection> idle = new ArrayDeque<>();

  private final Deque<Waiting> waiting = new ArrayDeque<>();

  private int open;
  private int connecting;
  private boolean swept;

  /**
   * An origin to which nothing is connected.
   *
   * @param coldStart of all origins of the event loop
   * @param connector makes a connection, and tries again as long as it is told that this is worthwhile; completes on the event loop, later
   * @param after runs something after so many milliseconds
   * @param sweeping runs something after as long as a connection may be idle beyond its time
   */
  Http1Origin(
      ColdStart coldStart,
      UpstreamConfig bounds,
      Function<BooleanSupplier, ? extends Future<? extends Connection>> connector,
      BiConsumer<Long, Runnable> after,
      Consumer<Runnable> sweeping) {
    this.coldStart = coldStart;
    this.bounds = bounds;
    this.connector = connector;
    this.after = after;
    this.sweeping = sweeping;
  }

  /**
   * Asks for a connection, now or later.
   *
   * @param leftNanos for how long it is still wanted; 0: not any more
   * @return a request on it, to be sent or reset at once; fails with {@link ConnectionsInUseException} if none of those that there may be became
   *     free, and with what befell the connect if none is to be had
   */
  Future<HttpClientRequest> request(RequestOptions options, LongSupplier leftNanos) {
    Connection free = idle();
    if (free != null) {
      return free.request(options);
    }
    Waiting next = new Waiting(options, leftNanos);
    waiting.add(next);
    if (mayConnect()) {
      connect();
    } else {
      beginPatience(next);
    }
    return next.promise.future();
  }

  /** Whether it can be forgotten: nothing is connected, and nobody waits. */
  boolean unused() {
    return open == 0 && connecting == 0 && waiting.isEmpty();
  }

  private long patienceMillis() {
    return Math.max(1, bounds.connectTimeout().toMillis() / PATIENCE);
  }

  private @Nullable Connection idle() {
    Connection last = idle.pollLast();
    while (last != null && !last.usable()) {
      last.close();
      last = idle.pollLast();
    }
    return last;
  }

  private boolean full() {
    return open + connecting >= bounds.connections();
  }

  private boolean mayConnect() {
    return connecting < coldStart.atOnce() && !full();
  }

  private void beginPatience(Waiting call) {
    long millis = full() ? ReachBound.millis(bounds, call.leftNanos.getAsLong()) : patienceMillis();
    // One that was served, and all that its exchange holds, is not kept for that.
    WeakReference<Waiting> waits = new WeakReference<>(call);
    after.accept(millis, () -> {
      Waiting still = waits.get();
      if (still != null && waiting.contains(still)) {
        outOfPatience(still);
      }
    });
  }

  private void outOfPatience(Waiting call) {
    if (!call.wanted()) {
      waiting.remove(call);
      call.drop();
    } else if (!full()) {
      connect();
    } else if (connecting > 0) {
      // What comes of that is news of the target.
      beginPatience(call);
    } else {
      waiting.remove(call);
      call.promise.fail(new ConnectionsInUseException(bounds.connections()));
    }
  }

  private void connect() {
    connecting++;
    connector.apply(this::awaitedForLonger).onSuccess(this::connected).onFailure(this::failed);
  }

  /** Whether somebody waits who will still do so when another connect should be done. */
  private boolean awaitedForLonger() {
    long bound = bounds.connectTimeout().toNanos();
    return waiting.stream().anyMatch(call -> call.leftNanos.getAsLong() > bound);
  }

  private void connected(Connection made) {
    connecting--;
    open++;
    coldStart.connected();
    made.owner(this::freed, this::gone);
    freed(made);
    connectForOthers();
  }

  private void failed(Throwable failure) {
    connecting--;
    dropUnwanted();
    // Otherwise each of them has a connect under way.
    if (waiting.size() > connecting) {
      waiting.remove().promise.fail(failure);
    }
    connectForOthers();
  }

  private void freed(Connection connection) {
    if (!connection.usable()) {
      connection.close();
      return;
    }
    Waiting first = waiting.poll();
    while (first != null && !first.wanted()) {
      first.drop();
      first = waiting.poll();
    }
    if (first != null) {
      connection.request(first.options).onComplete(first.promise);
    } else {
      connection.rest();
      idle.addLast(connection);
      sweepLater();
    }
  }

  private void gone(Connection connection) {
    open--;
    idle.remove(connection);
    connectForOthers();
  }

  private void connectForOthers() {
    dropUnwanted();
    while (waiting.size() > connecting && mayConnect()) {
      connect();
    }
  }

  private void dropUnwanted() {
    waiting.removeIf(call -> {
      boolean wanted = call.wanted();
      if (!wanted) {
        call.drop();
      }
      return !wanted;
    });
  }

  private void sweepLater() {
    if (!swept) {
      swept = true;
      sweeping.accept(this::sweep);
    }
  }

  private void sweep() {
    swept = false;
    for (Connection connection : idle.toArray(Connection[]::new)) {
      if (!connection.usable()) {
        idle.remove(connection);
        connection.close();
      }
    }
    if (!idle.isEmpty()) {
      sweepLater();
    }
  }

  /** One of them. */
  interface Connection {

    /**
     * Whose it is.
     *
     * @param freed is told when the call is over that had it
     * @param gone is told, once, when it is no more, or is not any more now
     */
    void owner(Consumer<Connection> freed, Consumer<Connection> gone);

    /** Has a call have it, until {@code freed} or {@code gone}. */
    Future<HttpClientRequest> request(RequestOptions options);

    /** Whether it is open, has not been idle for longer than its keep-alive, and has not so much left to write that a call would wait for it. */
    boolean usable();

    /** Nobody needs it just now: it may die meanwhile. */
    void rest();

    void close();
  }

  /** A call without a connection. Not a value: two may ask for the same. */
  private static final class Waiting {

    final RequestOptions options;
    final LongSupplier leftNanos;
    final Promise<HttpClientRequest> promise = Promise.promise();

    Waiting(RequestOptions options, LongSupplier leftNanos) {
      this.options = options;
      this.leftNanos = leftNanos;
    }

    boolean wanted() {
      return leftNanos.getAsLong() > 0;
    }

    void drop() {
      promise.fail("not wanted any more");
    }
  }
}

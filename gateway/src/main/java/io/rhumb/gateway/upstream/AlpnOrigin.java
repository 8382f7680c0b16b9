package io.rhumb.gateway.upstream;

import io.rhumb.gateway.config.UpstreamConfig;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientConnection;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * An origin that is asked, by ALPN, whether it speaks HTTP/2: its HTTP/2 connections on one event loop, and the calls that wait for
 * one. Where it does not, it is asked again now and then, and nobody waits for that. Another connection is made only while all are full, and no more than
 * {@linkplain UpstreamConfig#connections configured}: who waits for a stream of those until {@link ReachBound} has nobody to blame.
 *
 * <p>The pool of Vert.x 5.0.12 is not for this. It never gets back the stream of a request that was not sent, so that calls that
 * are over before they are connected would use it up; where a connect fails, all that wait for it try again, one after the other;
 * and what waits for an origin that turns out to speak HTTP/1.1 shares one connection. Here nobody gets a stream who does not
 * want it any more, and what a connect finds out holds for all that wait for it.
 */
final class AlpnOrigin {

  /** TCP, TLS and the target's first SETTINGS: for the last, Vert.x would wait for ever. */
  private static final int ROUNDS = 3;

  /** For how long it is believed that an origin does not speak HTTP/2. A guess. */
  static final Duration ASKED_AGAIN_AFTER = Duration.ofMinutes(1);

  private final Vertx vertx;
  private final UpstreamConfig bounds;
  private final Carriers carriers;
  private final Standstill standstill;
  private final LongSupplier clock;
  private final Supplier<Future<HttpClientConnection>> connector;
  private final List<Http2Connection> open = new ArrayList<>(1);
  private final Deque<Waiting> waiting = new ArrayDeque<>();

  private boolean connecting;
  private boolean http1;
  private long askedNanos;

  /** An origin of which nothing is known yet. */
  AlpnOrigin(
      Vertx vertx,
      UpstreamConfig bounds,
      Carriers carriers,
      Standstill standstill,
      LongSupplier clock,
      Supplier<Future<HttpClientConnection>> connector) {
    this.vertx = vertx;
    this.bounds = bounds;
    this.carriers = carriers;
    this.standstill = standstill;
    this.clock = clock;
    this.connector = connector;
  }

  /**
   * Asks for a connection that has room for a stream.
   *
   * @param leftNanos for how long it is still wanted; 0: not any more
   * @return the connection, on which the stream must be opened at once; empty: the origin speaks HTTP/1.1; fails if there is no
   *     connection to be had
   */
  Future<Optional<Http2Connection>> connection(LongSupplier leftNanos) {
    if (http1) {
      askAgain();
      return Future.succeededFuture(Optional.empty());
    }
    Http2Connection roomy = waiting.isEmpty() ? roomy() : null;
    if (roomy != null) {
      return Future.succeededFuture(Optional.of(roomy));
    }
    // Those at the head have waited longest, and are given up first.
    dropUnwanted();
    Waiting next = new Waiting(leftNanos);
    waiting.add(next);
    connect();
    beginPatience(next);
    return next.promise.future();
  }

  /** Whether it can be forgotten: nothing is connected, and nobody waits. It would then be asked again what it speaks. */
  boolean unused() {
    return open.isEmpty() && waiting.isEmpty() && !connecting;
  }

  private void beginPatience(Waiting call) {
    // One that was served, and all that its exchange holds, is not kept for that.
    WeakReference<Waiting> waits = new WeakReference<>(call);
    standstill.after(ReachBound.millis(bounds, call.leftNanos.getAsLong()), () -> {
      Waiting still = waits.get();
      if (still != null && waiting.contains(still)) {
        outOfPatience(still);
      }
    });
  }

  private void outOfPatience(Waiting call) {
    boolean wanted = call.leftNanos.getAsLong() > 0;
    if (wanted && connecting) {
      // What comes of that is news of the target.
      beginPatience(call);
    } else {
      waiting.remove(call);
      call.promise.fail(new ConnectionsInUseException(bounds.connections()));
    }
  }

  private void askAgain() {
    if (clock.getAsLong() - askedNanos >= ASKED_AGAIN_AFTER.toNanos()) {
      askedNanos = clock.getAsLong();
      connect();
    }
  }

  private @Nullable Http2Connection roomy() {
    int i = 0;
    while (i < open.size()) {
      Http2Connection connection = open.get(i);
      if (connection.hasRoom()) {
        return connection;
      }
      // One that has been idle for too long goes away when it is looked at.
      i += connection.leaving() ? 0 : 1;
    }
    return null;
  }

  private void connect() {
    if (connecting || open.size() >= bounds.connections()) {
      return;
    }
    connecting = true;
    standstill
        .despite(attempt(), this::attempt, this::awaitedForLonger)
        .onSuccess(this::connected)
        .onFailure(this::failed);
  }

  private Future<HttpClientConnection> attempt() {
    Promise<HttpClientConnection> attempt = Promise.promise();
    long bound = vertx.setTimer(
        ROUNDS * bounds.connectTimeout().toMillis(),
        id -> attempt.tryFail(new TimeoutException("no SETTINGS in time")));
    connector.get().onFailure(attempt::tryFail).onSuccess(made -> {
      if (!attempt.tryComplete(made)) {
        made.close();
      }
    });
    return attempt.future().onComplete(v -> vertx.cancelTimer(bound));
  }

  /** Whether somebody waits who will still do so when another connect should be done. */
  private boolean awaitedForLonger() {
    long bound = bounds.connectTimeout().toNanos();
    return waiting.stream().anyMatch(call -> call.leftNanos.getAsLong() > bound);
  }

  private void connected(HttpClientConnection made) {
    connecting = false;
    // Which is how Vert.x says that it is a connection of HTTP/1.1.
    if (made.getWindowSize() < 0) {
      // Of use to one call only: the pool of HTTP/1.1 makes its own.
      made.close();
      http1 = true;
      askedNanos = clock.getAsLong();
      drain().forEach(call -> call.promise.complete(Optional.empty()));
      return;
    }
    if (made.maxActiveStreams() == 0) {
      made.close();
      failed(new IllegalStateException("streams: 0 (expected: at least one)"));
      return;
    }
    http1 = false;
    Http2Connection connection = new Http2Connection(vertx, made, bounds, this::changed);
    carriers.add(connection);
    open.add(connection);
    serve();
    connection.rest();
  }

  private void failed(Throwable failure) {
    connecting = false;
    if (open.isEmpty()) {
      drain().forEach(call -> call.promise.fail(failure));
    }
  }

  private List<Waiting> drain() {
    List<Waiting> all = List.copyOf(waiting);
    waiting.clear();
    return all;
  }

  private void changed(Http2Connection connection) {
    if (connection.leaving()) {
      open.remove(connection);
    }
    if (connection.closed()) {
      carriers.remove(connection);
    }
    if (!waiting.isEmpty()) {
      // Once Vert.x, too, has taken note of the end.
      vertx.runOnContext(v -> serve());
    }
  }

  private void serve() {
    dropUnwanted();
    while (!waiting.isEmpty()) {
      Http2Connection roomy = roomy();
      if (roomy == null) {
        connect();
        return;
      }
      waiting.remove().promise.complete(Optional.of(roomy));
      dropUnwanted();
    }
  }

  private void dropUnwanted() {
    while (!waiting.isEmpty() && waiting.element().leftNanos.getAsLong() <= 0) {
      waiting.remove().promise.fail("not wanted any more");
    }
  }

  /** A call without a connection. Not a value: no two are the same. */
  private static final class Waiting {

    final LongSupplier leftNanos;
    final Promise<Optional<Http2Connection>> promise = Promise.promise();

    Waiting(LongSupplier leftNanos) {
      this.leftNanos = leftNanos;
    }
  }
}

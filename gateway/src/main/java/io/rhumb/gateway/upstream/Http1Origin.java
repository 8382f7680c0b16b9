package io.rhumb.gateway.upstream;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.RequestOptions;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * The calls of one event loop that want a connection of HTTP/1.1 to one origin. The connections are pooled by Vert.x, which would
 * make one for each call that finds none idle, all at once, and leave the call to that one's fate. Here no more are made at once than
 * {@link ColdStart} says; a call beyond that waits for whichever connection is there first, a new one or one that another call is
 * done with, in the order in which they came. It does not wait for long: out of patience it makes its own, so that an origin that
 * takes a connection and never lets go of it, or a slow one, holds nobody back.
 */
final class Http1Origin {

  private final ColdStart coldStart;
  private final BiFunction<RequestOptions, LongSupplier, Future<HttpClientRequest>> pool;
  private final Consumer<Runnable> outOfPatience;
  private final Queue<Waiting> waiting = new ArrayDeque<>();

  private int connecting;

  /**
   * An origin that nobody waits for.
   *
   * @param coldStart of all origins of the event loop
   * @param pool gives a request once there is a connection for it, at once where one is idle; told for how long it is wanted
   * @param outOfPatience runs what it is given once somebody has waited for long enough
   */
  Http1Origin(
      ColdStart coldStart,
      BiFunction<RequestOptions, LongSupplier, Future<HttpClientRequest>> pool,
      Consumer<Runnable> outOfPatience) {
    this.coldStart = coldStart;
    this.pool = pool;
    this.outOfPatience = outOfPatience;
  }

  /**
   * Asks the pool for a connection, now or later.
   *
   * @param leftNanos for how long it is still wanted; 0: not any more
   * @return what the pool gives
   */
  Future<HttpClientRequest> request(RequestOptions options, LongSupplier leftNanos) {
    if (waiting.isEmpty() && connecting < coldStart.atOnce()) {
      return ask(options, leftNanos);
    }
    Waiting next = new Waiting(options, leftNanos);
    waiting.add(next);
    outOfPatience.accept(() -> {
      if (waiting.remove(next)) {
        serve(next);
      }
    });
    return next.promise.future();
  }

  /** Whether somebody waits for a connection: then {@link #freed} is to be called once that of an answered call is idle. */
  boolean awaited() {
    return !waiting.isEmpty();
  }

  /** A connection is idle: somebody may have it, however many are connecting. */
  void freed() {
    serveOne();
  }

  /** Whether it can be forgotten: nobody waits or connects. */
  boolean unused() {
    return waiting.isEmpty() && connecting == 0;
  }

  private Future<HttpClientRequest> ask(RequestOptions options, LongSupplier leftNanos) {
    Future<HttpClientRequest> answer = pool.apply(options, leftNanos);
    if (!answer.isComplete()) {
      connecting++;
      answer.onComplete(made -> {
        connecting--;
        if (made.succeeded()) {
          coldStart.connected();
        }
        serve();
      });
    }
    return answer;
  }

  private void serve() {
    while (connecting < coldStart.atOnce() && serveOne()) {}
  }

  /** Serves the first who still wants it; false if there is none. */
  private boolean serveOne() {
    Waiting next = waiting.poll();
    while (next != null && !serve(next)) {
      next = waiting.poll();
    }
    return next != null;
  }

  /** Serves one who does not wait any more, if it still wants it. */
  private boolean serve(Waiting next) {
    boolean wanted = next.leftNanos.getAsLong() > 0;
    if (wanted) {
      ask(next.options, next.leftNanos).onComplete(next.promise);
    } else {
      next.promise.fail("not wanted any more");
    }
    return wanted;
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
  }
}

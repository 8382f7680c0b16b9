package io.rhumb.gateway.upstream;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.RequestOptions;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The calls of one event loop that want a connection of HTTP/1.1 to one origin. The connections are pooled by Vert.x, which would
 * make one for each call that finds none idle, all at once, and leave the call to that one's fate. Here no more are made at once than
 * {@link ColdStart} says; a call beyond that waits for whichever connection is there first, a new one or one that another call is
 * done with, in the order in which they came. It does not wait for long: out of patience it makes its own, so that an origin that
 * takes a connection and never lets go of it, or a slow one, holds nobody back.
 */
final class Http1Origin {

  private final ColdStart coldStart;
  private final Function<RequestOptions, Future<HttpClientRequest>> pool;
  private final Consumer<Runnable> outOfPatience;
  private final Queue<Waiting> waiting = new ArrayDeque<>();

  private int connecting;

  /**
   * An origin that nobody waits for.
   *
   * @param coldStart of all origins of the event loop
   * @param pool gives a request once there is a connection for it; at once where one is idle
   * @param outOfPatience runs what it is given once somebody has waited for long enough, always for as long
   */
  Http1Origin(
      ColdStart coldStart,
      Function<RequestOptions, Future<HttpClientRequest>> pool,
      Consumer<Runnable> outOfPatience) {
    this.coldStart = coldStart;
    this.pool = pool;
    this.outOfPatience = outOfPatience;
  }

  /**
   * Asks the pool for a connection, now or later.
   *
   * @param wanted whether it still is, once it is this call's turn
   * @return what the pool gives
   */
  Future<HttpClientRequest> request(RequestOptions options, BooleanSupplier wanted) {
    if (waiting.isEmpty() && connecting < coldStart.atOnce()) {
      return ask(options);
    }
    Waiting next = new Waiting(options, wanted);
    waiting.add(next);
    // All wait for as long: whoever runs out of patience and still waits is the first.
    outOfPatience.accept(() -> {
      if (waiting.peek() == next) {
        serveOne();
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

  private Future<HttpClientRequest> ask(RequestOptions options) {
    Future<HttpClientRequest> answer = pool.apply(options);
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
    Waiting next = nextThatWants();
    if (next != null) {
      ask(next.options).onComplete(next.promise);
    }
    return next != null;
  }

  private @Nullable Waiting nextThatWants() {
    Waiting next = waiting.poll();
    while (next != null && !next.wanted.getAsBoolean()) {
      next.promise.fail("not wanted any more");
      next = waiting.poll();
    }
    return next;
  }

  /** A call without a connection. Not a value: two may ask for the same. */
  private static final class Waiting {

    final RequestOptions options;
    final BooleanSupplier wanted;
    final Promise<HttpClientRequest> promise = Promise.promise();

    Waiting(RequestOptions options, BooleanSupplier wanted) {
      this.options = options;
      this.wanted = wanted;
    }
  }
}

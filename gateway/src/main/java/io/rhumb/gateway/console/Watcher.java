package io.rhumb.gateway.console;

import io.rhumb.gateway.predict.ClientConnection;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who watches. Told from the feed's thread, and writes on that of the connection.
 *
 * <p>Somebody whose connection takes no more is not waited for: what is written to it would stay in memory. The browser comes back by itself,
 * and is told everything anew. How much that is, models and targets decide: some kilobytes for each. Behind it may wait as much again, which is
 * more than comes up meanwhile for anybody who is quick enough for what follows.
 */
final class Watcher {

  /** What may wait behind the first event, if that is not longer. A guess: minutes of what there is to tell of some targets. */
  private static final int LEAST_BOUND = 512 * 1024;

  private final Context context;
  private final HttpServerRequest request;
  private final HttpServerResponse response;
  private final @Nullable String lastEventId;
  private final boolean inside;
  private final AtomicLong waiting = new AtomicLong();
  private long bound;

  /**
   * A watcher that has been told nothing.
   *
   * @param context of its connection
   * @param request of its browser
   * @param lastEventId the last event that its browser had before the connection broke off; null: none
   * @param inside whether it came over the operator's port
   */
  Watcher(
      Context context, HttpServerRequest request, @Nullable String lastEventId, boolean inside) {
    this.context = context;
    this.request = request;
    this.response = request.response();
    this.lastEventId = lastEventId;
    this.inside = inside;
  }

  boolean inside() {
    return inside;
  }

  @Nullable
  String lastEventId() {
    return lastEventId;
  }

  /** Begins, with the first event. */
  void welcome(Buffer first) {
    context.runOnContext(v -> {
      response
          .setChunked(true)
          .putHeader("content-type", "text/event-stream; charset=utf-8")
          .putHeader("cache-control", "no-store")
          // Load balancers that know the header hold nothing back.
          .putHeader("x-accel-buffering", "no");
      bound = (long) first.length() + Math.max(LEAST_BOUND, first.length());
      write(Buffer.buffer("retry: 1000\n\n").appendBuffer(first));
    });
  }

  /** Tells that there is no room. */
  void turnAway() {
    context.runOnContext(v -> response
        .setStatusCode(503)
        .putHeader("content-type", "application/json")
        .putHeader("retry-after", "5")
        .end(new JsonObject()
            .put(
                "error",
                new JsonObject()
                    .put("code", 503)
                    .put("status", "UNAVAILABLE")
                    .put("message", "console: too many watch (expected: again later)"))
            .toBuffer()));
  }

  /** Tells more. */
  void tell(Buffer event) {
    context.runOnContext(v -> write(event));
  }

  /** Ends it. */
  void end() {
    context.runOnContext(v -> {
      if (!over()) {
        response.end();
      }
    });
  }

  private void write(Buffer event) {
    if (over()) {
      return;
    }
    long before = waiting.getAndAdd(event.length());
    if (before > 0 && before + event.length() > bound) {
      ClientConnection.giveUp(request);
      return;
    }
    response.write(event).onComplete(written -> waiting.addAndGet(-event.length()));
  }

  private boolean over() {
    return response.ended() || response.closed();
  }
}

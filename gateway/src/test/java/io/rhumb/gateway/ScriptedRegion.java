package io.rhumb.gateway;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.ArrayDeque;
import java.util.Queue;

/** A model server over plain HTTP whose every word, and every silence, a test decides. Thread-safe. */
final class ScriptedRegion {

  /** One request that reached it, whose answer the test makes. */
  static final class Call {

    private final HttpServerRequest request;
    private final Promise<Void> gone = Promise.promise();

    private Call(HttpServerRequest request) {
      this.request = request;
      request.response().closeHandler(v -> gone.tryComplete());
      request.response().exceptionHandler(e -> gone.tryComplete());
    }

    /** Sends the head of a stream, and nothing of its body. */
    Call head(String contentType) {
      HttpServerResponse response = request.response();
      response.setChunked(true).putHeader("content-type", contentType);
      World.await(response.writeHead());
      return this;
    }

    Call events() {
      return head("text/event-stream");
    }

    /** Sends a piece of the body; completes once it is on its way. */
    Future<Void> send(String piece) {
      return send(Buffer.buffer(piece));
    }

    Future<Void> send(Buffer piece) {
      return request.response().write(piece);
    }

    /** Whether what was sent is not taken. */
    boolean full() {
      return request.response().writeQueueFull();
    }

    /** Ends the answer as it should. */
    void end() {
      World.await(request.response().end());
    }

    /** Ends the connection in the middle of the answer. */
    void cut() {
      World.await(request.connection().close());
    }

    /** Completes when the gateway has gone away. */
    Future<Void> gone() {
      return gone.future();
    }

    HttpServerResponse response() {
      return request.response();
    }

    /** Of the request. */
    MultiMap headers() {
      return request.headers();
    }
  }

  private final HttpServer server;
  private final Queue<Call> unclaimed = new ArrayDeque<>();
  private final Queue<Promise<Call>> waiting = new ArrayDeque<>();
  private int calls;

  private ScriptedRegion(Vertx vertx) {
    server = vertx.createHttpServer();
    server.requestHandler(request -> request.body().onSuccess(body -> arrived(request)));
  }

  static ScriptedRegion start(Vertx vertx) {
    ScriptedRegion region = new ScriptedRegion(vertx);
    World.await(region.server.listen(0, "127.0.0.1"));
    return region;
  }

  int port() {
    return server.actualPort();
  }

  /** Waits for the next request. */
  Call next() {
    Promise<Call> promise = Promise.promise();
    synchronized (this) {
      Call there = unclaimed.poll();
      if (there != null) {
        return there;
      }
      waiting.add(promise);
    }
    return World.await(promise.future());
  }

  /** How many requests {@link #next} would give at once. */
  synchronized int waiting() {
    return unclaimed.size();
  }

  /** How many requests there were. */
  synchronized int calls() {
    return calls;
  }

  void stop() {
    World.await(server.close());
  }

  private void arrived(HttpServerRequest request) {
    Call call = new Call(request);
    Promise<Call> first;
    synchronized (this) {
      calls++;
      first = waiting.poll();
      if (first == null) {
        unclaimed.add(call);
      }
    }
    if (first != null) {
      first.complete(call);
    }
  }
}

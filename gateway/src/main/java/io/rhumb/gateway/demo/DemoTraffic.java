package io.rhumb.gateway.demo;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;

/** A client of the demo's gateway: a trickle of predictions, while it is switched on. Thread-safe. */
public final class DemoTraffic {

  /** Enough to see something move, and nothing that a laptop would hear of. */
  static final int PER_SECOND = 10;

  /** What a region that never answers would hold, until the gateway gives up. */
  private static final int MOST = 200;

  private static final Buffer BODY = Buffer.buffer("{\"instances\":[[1.0],[2.0],[3.0]]}");

  private final Vertx vertx;
  private final HttpClient client;
  private volatile int port;
  private long timer = -1;

  /** Switched off. */
  public DemoTraffic(Vertx vertx) {
    this.vertx = vertx;
    this.client = vertx.createHttpClient(
        new HttpClientOptions().setKeepAlive(false), new PoolOptions().setHttp1MaxSize(MOST));
  }

  /** Where the gateway is. */
  public void at(int gatewayPort) {
    port = gatewayPort;
  }

  /** Switches it on, unless it is. */
  synchronized void start() {
    if (timer < 0) {
      timer = vertx.setPeriodic(1_000 / PER_SECOND, tick -> ask());
    }
  }

  /** Switches it off; what has been asked is still answered. */
  public synchronized void stop() {
    if (timer >= 0) {
      vertx.cancelTimer(timer);
      timer = -1;
    }
  }

  synchronized boolean running() {
    return timer >= 0;
  }

  /** What becomes of it is the gateway's to tell. */
  private void ask() {
    Future<Buffer> answer =
        client.request(HttpMethod.POST, port, "127.0.0.1", "/predict").compose(DemoTraffic::send);
    answer.onComplete(done -> {});
  }

  private static Future<Buffer> send(HttpClientRequest request) {
    return request
        .putHeader("content-type", "application/json")
        .send(BODY)
        .compose(response -> response.body());
  }
}

package io.rhumb.gateway;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.PoolOptions;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Requests that arrive as a Poisson process, after a ramp, and wait for nobody. What is measured is the time from the instant at which a request was
 * meant to be sent, so that neither a slow answer nor a late timer hides anything.
 */
final class OpenLoop {

  private static final long TICK_MILLIS = 2;

  /**
   * The rate grows from a twentieth, so that connections are made one after the other: made all at once, they would hold up what the
   * gateway takes for the latency of its targets for the next half minute.
   */
  private static final double RAMP_NANOS = 8e9;

  private static final double LEAST_SHARE = 0.05;

  private final World world;
  private final WebClient client;
  private final String strategy;
  private final long[] intendedNanos;
  private final long[] latencyNanos;
  private final AtomicInteger errors = new AtomicInteger();
  private final AtomicInteger left;
  private final Promise<Void> over = Promise.promise();
  private long startNanos;
  private int sent;

  OpenLoop(World world, String strategy, int requests, double perSecond, long seed) {
    this.world = world;
    this.strategy = strategy;
    this.client = WebClient.create(
        world.vertx, new WebClientOptions(), new PoolOptions().setHttp1MaxSize(512));
    this.intendedNanos = new long[requests];
    this.latencyNanos = new long[requests];
    this.left = new AtomicInteger(requests);
    Random random = new Random(seed);
    double at = 0;
    for (int i = 0; i < requests; i++) {
      double rate = perSecond * Math.min(1, (at + 1e9 / perSecond) / RAMP_NANOS);
      at -= 1e9 / Math.max(rate, LEAST_SHARE * perSecond) * Math.log(1 - random.nextDouble());
      intendedNanos[i] = (long) at;
    }
  }

  /** Sends them all; completes when the last one has ended. */
  Future<Void> run() {
    startNanos = System.nanoTime();
    world.vertx.runOnContext(v -> world.vertx.setPeriodic(TICK_MILLIS, this::sendDue));
    return over.future().onComplete(v -> client.close());
  }

  private void sendDue(long timer) {
    long now = System.nanoTime() - startNanos;
    while (sent < intendedNanos.length && intendedNanos[sent] <= now) {
      send(sent++);
    }
    if (sent == intendedNanos.length) {
      world.vertx.cancelTimer(timer);
    }
  }

  private void send(int request) {
    client
        .post(world.gateway().port(), "127.0.0.1", "/predict")
        .putHeader("x-rhumb-strategy", strategy)
        .putHeader("content-type", "application/json")
        .sendBuffer(Buffer.buffer(World.BODY))
        .onComplete(result -> {
          latencyNanos[request] = System.nanoTime() - startNanos - intendedNanos[request];
          if (result.failed() || result.result().statusCode() != 200) {
            errors.incrementAndGet();
          }
          if (left.decrementAndGet() == 0) {
            over.complete();
          }
        });
  }

  /** Requests without a prediction. */
  int errors() {
    return errors.get();
  }

  /**
   * A quantile by nearest rank, after the run.
   *
   * @param skipped so many of the first requests do not count
   */
  double millis(double q, int skipped) {
    long[] sorted = Arrays.copyOfRange(latencyNanos, skipped, latencyNanos.length);
    Arrays.sort(sorted);
    return sorted[(int) Math.ceil(q * sorted.length) - 1] / 1e6;
  }
}

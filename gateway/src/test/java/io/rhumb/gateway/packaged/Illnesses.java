package io.rhumb.gateway.packaged;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * One region after the other falls ill, in one way after the other. Only ways in which what arrives there can be counted: a region that
 * resets or refuses connections does not see all that was tried.
 */
final class Illnesses {

  /**
   * The first is one that calls for hedges, in the region that the strategies like best: a short run comes no further than the fourth.
   */
  private static final List<JsonObject> WAYS = List.of(
      new JsonObject().put("kind", "latency").put("millis", 4_000),
      new JsonObject().put("kind", "status").put("status", 503),
      new JsonObject().put("kind", "status").put("status", 429),
      new JsonObject().put("kind", "truncate"),
      new JsonObject().put("kind", "status").put("status", 500),
      new JsonObject().put("kind", "stall"),
      new JsonObject().put("kind", "status").put("status", 429).put("retryAfter", 1),
      new JsonObject().put("kind", "status").put("status", 503).put("share", 0.3));

  private final Regions regions;
  /** The load goes on meanwhile. */
  private final ExecutorService control = Executors.newSingleThreadExecutor();

  private int count;

  Illnesses(Regions regions) {
    this.regions = regions;
  }

  int count() {
    return count;
  }

  /** The next region falls ill. */
  void next() {
    StubProcess region = regions.all().get(count % regions.all().size());
    JsonObject way = WAYS.get(count % WAYS.size());
    count++;
    control.execute(() -> region.fault(way));
  }

  /** All are well. */
  void heal() {
    control.execute(() -> regions.all().forEach(StubProcess::heal));
  }

  /** Waits until all are well and no request is left anywhere. */
  void awaitQuiet() {
    heal();
    CompletableFuture.runAsync(() -> {}, control).join();
    control.shutdown();
    long giveUp = System.nanoTime() + TimeUnit.SECONDS.toNanos(Await.SECONDS);
    for (StubProcess region : regions.all()) {
      while (region.counters().getInteger("inFlight") > 0) {
        if (System.nanoTime() > giveUp) {
          throw new AssertionError(region.counters().encode());
        }
      }
    }
  }
}

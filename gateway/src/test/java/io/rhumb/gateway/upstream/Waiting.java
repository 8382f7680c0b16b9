package io.rhumb.gateway.upstream;

import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Waits for what nobody tells: looks each millisecond. */
final class Waiting {

  private Waiting() {}

  static void until(Vertx vertx, BooleanSupplier condition) throws Exception {
    Promise<Void> holds = Promise.promise();
    // Set on an event loop: set from another thread, a timer may fire before Vert.x can cancel it.
    vertx.runOnContext(v -> vertx.setPeriodic(1, id -> {
      if (condition.getAsBoolean()) {
        vertx.cancelTimer(id);
        holds.tryComplete();
      }
    }));
    holds.future().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
  }
}

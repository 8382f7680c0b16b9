package io.rhumb.gateway.credential;

import io.vertx.core.Future;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/** Waits for a future off the event loop; the bound is there only for a test that fails. */
final class Await {

  private Await() {}

  static <T> T value(Future<T> future) {
    return future
        .toCompletionStage()
        .toCompletableFuture()
        .orTimeout(20, TimeUnit.SECONDS)
        .join();
  }

  static Throwable failure(Future<?> future) {
    try {
      throw new AssertionError("succeeded with " + value(future));
    } catch (CompletionException e) {
      return e.getCause();
    }
  }
}

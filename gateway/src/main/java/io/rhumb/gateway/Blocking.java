package io.rhumb.gateway;

import io.vertx.core.Future;
import java.util.concurrent.ExecutionException;

/** Waits for futures, on threads that may. */
final class Blocking {

  private Blocking() {}

  /**
   * Waits for a future that does not fail. Not to be called on an event loop.
   *
   * @throws IllegalStateException if it fails, or the thread is interrupted
   */
  static <T> T await(Future<T> future) {
    try {
      return future.toCompletionStage().toCompletableFuture().get();
    } catch (ExecutionException failure) {
      throw new IllegalStateException(failure.getCause());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }
}

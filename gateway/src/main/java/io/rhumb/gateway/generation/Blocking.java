package io.rhumb.gateway.generation;

import io.vertx.core.Future;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits for futures, on threads that may. */
final class Blocking {

  /** Of what is waited for everything has a bound of its own, of some seconds: this is for what has none by mistake. A guess. */
  private static final long MOST_SECONDS = 30;

  private Blocking() {}

  /**
   * Waits for a future that does not fail. Not to be called on an event loop.
   *
   * @throws IllegalStateException if it fails, takes half a minute, or the thread is interrupted
   */
  static <T> T await(Future<T> future) {
    try {
      return future.toCompletionStage().toCompletableFuture().get(MOST_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException failure) {
      throw new IllegalStateException(failure.getCause());
    } catch (TimeoutException late) {
      throw new IllegalStateException("nothing within " + MOST_SECONDS + " s", late);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }
}

package io.rhumb.gateway.packaged;

import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** Waits for what happens in another process, never for ever. */
public final class Await {

  /** Generous: a virtual machine may have to start on a busy machine with two cores. */
  static final int SECONDS = 60;

  private Await() {}

  public static <T> T await(CompletionStage<T> stage) {
    return await(stage, () -> "");
  }

  /** The result, or an error that also says what the caller knows. */
  public static <T> T await(CompletionStage<T> stage, Supplier<String> circumstances) {
    try {
      return stage.toCompletableFuture().get(SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException failure) {
      throw new AssertionError(failure.getCause() + "\n" + circumstances.get(), failure.getCause());
    } catch (TimeoutException late) {
      throw new AssertionError("nothing within " + SECONDS + " s\n" + circumstances.get(), late);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError(interrupted);
    }
  }
}

package io.rhumb.gateway.plugin;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Calls code of strategy jars, which may never return, each time on a thread of its own. What does not return in time is interrupted and
 * given up: its thread stays until it ends, with all that it holds, but nobody waits for it any more. Thread-safe.
 */
public final class BoundedCalls {

  /** A thousand times what making a provider, or a strategy and its first plan, takes. A guess. */
  public static final BoundedCalls USUAL = new BoundedCalls(Duration.ofSeconds(30));

  private static final System.Logger LOG = System.getLogger(BoundedCalls.class.getName());

  private final Duration bound;

  /**
   * Calls that are waited for so long.
   *
   * @param bound positive
   */
  public BoundedCalls(Duration bound) {
    this.bound = bound;
  }

  /**
   * Calls; throws what that throws. Blocks.
   *
   * @param what is called, for the log
   * @param late is given what it returns when nobody waits for it any more
   * @throws NotReturnedException if it does not return in time, or the thread that waits is interrupted
   */
  public <T> T call(String what, Supplier<T> code, Consumer<T> late) {
    CompletableFuture<Supplier<T>> outcome = new CompletableFuture<>();
    Thread thread = new Thread(
        () -> {
          Supplier<T> came = outcome(code);
          if (!outcome.complete(came)) {
            LOG.log(System.Logger.Level.INFO, "{0}: returned after all, too late", what);
            late.accept(came.get());
          }
        },
        "rhumb-strategy " + what);
    thread.setDaemon(true);
    thread.start();
    return outcomeInTime(what, outcome, thread).get();
  }

  private static <T> Supplier<T> outcome(Supplier<T> code) {
    try {
      T value = code.get();
      return () -> value;
    } catch (RuntimeException | Error thrown) {
      return () -> {
        throw thrown;
      };
    }
  }

  private <T> Supplier<T> outcomeInTime(
      String what, CompletableFuture<Supplier<T>> outcome, Thread thread) {
    try {
      return outcome.get(bound.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException late) {
      return giveUp(what, outcome, thread);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return giveUp(what, outcome, thread);
    } catch (ExecutionException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private <T> Supplier<T> giveUp(
      String what, CompletableFuture<Supplier<T>> outcome, Thread thread) {
    NotReturnedException why = new NotReturnedException(bound);
    Supplier<T> failure = () -> {
      throw why;
    };
    if (!outcome.complete(failure)) {
      return outcome.getNow(failure);
    }
    thread.interrupt();
    LOG.log(
        System.Logger.Level.WARNING,
        "{0}: {1}; its thread, and what that holds, stay until it does",
        what,
        why.getMessage());
    return failure;
  }
}

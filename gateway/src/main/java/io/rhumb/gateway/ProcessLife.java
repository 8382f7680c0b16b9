package io.rhumb.gateway;

import io.rhumb.gateway.config.InvalidConfigException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** Starts what a command runs, and stops it when the process is told to end. */
final class ProcessLife {

  private static final System.Logger LOG = System.getLogger(ProcessLife.class.getName());

  private ProcessLife() {}

  /** A Vert.x with an event loop for each core, and native transport where there is one. */
  static Vertx newVertx() {
    int cores = Runtime.getRuntime().availableProcessors();
    return Vertx.vertx(
        new VertxOptions().setEventLoopPoolSize(cores).setPreferNativeTransport(true));
  }

  /**
   * Waits for a start. Not to be called on an event loop.
   *
   * @throws StartupException with one line for the person at the terminal
   * @throws InvalidConfigException if that is why
   */
  static <T> T await(Future<T> starting) {
    try {
      return starting.toCompletionStage().toCompletableFuture().get();
    } catch (ExecutionException failure) {
      Throwable cause = failure.getCause() == null ? failure : failure.getCause();
      if (cause instanceof StartupException || cause instanceof InvalidConfigException) {
        throw (RuntimeException) cause;
      }
      throw new StartupException(String.valueOf(cause.getMessage()), cause);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new StartupException("interrupted while starting", interrupted);
    }
  }

  /**
   * Tells the person at the terminal why the process cannot start.
   *
   * @return the exit code
   */
  static int report(Exception failure, PrintWriter err) {
    if (failure instanceof InvalidConfigException invalid) {
      invalid.located().forEach(err::println);
    } else {
      err.println("rhumb: " + failure.getMessage());
    }
    err.flush();
    return 2;
  }

  /**
   * Runs until SIGTERM or SIGINT, then stops and ends the process with 0.
   *
   * @param grace for how long requests in flight may go on; a second after it the process ends even if the stop has not
   */
  static void runUntilTerminated(Supplier<Future<Void>> stop, Duration grace) {
    long millis = grace.plusSeconds(1).toMillis();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stopAndHalt(stop, millis), "rhumb-stop"));
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  // Without the halt the JVM would report the signal as 143: but a stop that was asked for, and
  // done, is a success.
  private static void stopAndHalt(Supplier<Future<Void>> stop, long millis) {
    LOG.log(System.Logger.Level.INFO, "stopping");
    int code = 0;
    try {
      stop.get().toCompletionStage().toCompletableFuture().get(millis, TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException failure) {
      LOG.log(System.Logger.Level.WARNING, "not everything stopped in time", failure);
      code = 1;
    } catch (InterruptedException interrupted) {
      code = 1;
    }
    Runtime.getRuntime().halt(code);
  }
}

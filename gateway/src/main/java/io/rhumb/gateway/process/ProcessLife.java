package io.rhumb.gateway.process;

import io.rhumb.gateway.config.InvalidConfigException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** Starts what a command runs, and stops it when the process is told to end. */
public final class ProcessLife {

  private static final System.Logger LOG = System.getLogger(ProcessLife.class.getName());

  private ProcessLife() {}

  /** Of each kind: they read a file now and then. Vert.x would fill both of its pools with twenty. */
  private static final int BLOCKING_THREADS = 4;

  /** What is read by Vert.x are files; it would make a folder for those that are in jars. */
  private static final FileSystemOptions NO_CACHE =
      new FileSystemOptions().setClassPathResolvingEnabled(false).setFileCachingEnabled(false);

  /**
   * A Vert.x with an event loop for each core, the transport that the environment names or the system's usual, and no folder to write to.
   *
   * @throws StartupException if there is no such transport
   */
  public static Vertx newVertx() {
    int cores = Runtime.getRuntime().availableProcessors();
    return Vertx.builder()
        .with(new VertxOptions()
            .setEventLoopPoolSize(cores)
            .setWorkerPoolSize(BLOCKING_THREADS)
            .setInternalBlockingPoolSize(BLOCKING_THREADS)
            .setFileSystemOptions(NO_CACHE))
        .withTransport(SocketTransport.of(System.getenv(SocketTransport.VARIABLE)))
        .build();
  }

  /**
   * Waits, without a bound of its own. Not to be called on an event loop.
   *
   * @throws StartupException with one line for the person at the terminal
   * @throws InvalidConfigException if that is why
   */
  public static <T> T await(Future<T> future) {
    try {
      return future.toCompletionStage().toCompletableFuture().get();
    } catch (ExecutionException failure) {
      Throwable cause = failure.getCause() == null ? failure : failure.getCause();
      if (cause instanceof StartupException || cause instanceof InvalidConfigException) {
        throw (RuntimeException) cause;
      }
      throw new StartupException(String.valueOf(cause.getMessage()), cause);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new StartupException("interrupted", interrupted);
    }
  }

  /**
   * Tells the person at the terminal why the process cannot start.
   *
   * @return the exit code: 2
   */
  public static int report(Exception failure, PrintWriter err) {
    // What was logged before comes first.
    Logging.flush();
    if (failure instanceof InvalidConfigException invalid) {
      invalid.located().forEach(err::println);
    } else {
      err.println("rhumb: " + failure.getMessage());
    }
    err.flush();
    return 2;
  }

  /**
   * Runs until SIGTERM or SIGINT, then stops and ends the process: with 0, or with 1 if not everything stopped in time.
   *
   * @param stop what comes first; Vert.x is closed after it
   * @param grace for how long requests in flight may go on; a second after it the process ends even
   *     if the stop has not, or another second later if nobody reads what it has logged
   */
  public static void runUntilTerminated(Vertx vertx, Supplier<Future<Void>> stop, Duration grace) {
    long deadline = grace.plusSeconds(1).toNanos();
    Runtime.getRuntime()
        .addShutdownHook(new Thread(() -> stopAndHalt(vertx, stop, deadline), "rhumb-stop"));
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  // Without the halt the JVM would report the signal as 143: but a stop that was asked for, and
  // done, is a success.
  private static void stopAndHalt(Vertx vertx, Supplier<Future<Void>> stop, long nanos) {
    LOG.log(System.Logger.Level.INFO, "stopping");
    int code = 0;
    try {
      long begin = System.nanoTime();
      within(nanos, stop.get());
      // Waited for by itself: what is chained behind another future would have to be told on an
      // event loop, and by then there is none.
      within(nanos - (System.nanoTime() - begin), vertx.close());
    } catch (ExecutionException | TimeoutException failure) {
      LOG.log(System.Logger.Level.WARNING, "not everything stopped in time", failure);
      code = 1;
    } catch (InterruptedException interrupted) {
      code = 1;
    }
    Logging.flush();
    Runtime.getRuntime().halt(code);
  }

  private static void within(long nanos, Future<Void> stopping)
      throws ExecutionException, TimeoutException, InterruptedException {
    stopping.toCompletionStage().toCompletableFuture().get(nanos, TimeUnit.NANOSECONDS);
  }
}

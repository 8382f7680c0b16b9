package io.rhumb.gateway.credential;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The daemon threads of the credentials: some that may block, one for timers.
 *
 * <p>The blocking ones have no upper bound, since google-auth-library keeps a refresh that its executor refused as
 * the one under way for ever. They stay few, since each credential fetches once at a time and backs off.
 */
final class CredentialThreads implements AutoCloseable {

  private final ExecutorService blocking =
      Executors.newCachedThreadPool(named("rhumb-credential-"));
  private final ScheduledThreadPoolExecutor clockwork =
      new ScheduledThreadPoolExecutor(1, named("rhumb-credential-timer-"));

  CredentialThreads() {
    clockwork.setRemoveOnCancelPolicy(true);
  }

  ExecutorService blocking() {
    return blocking;
  }

  Timers timers() {
    return (delayMillis, task) -> {
      ScheduledFuture<?> scheduled = clockwork.schedule(task, delayMillis, TimeUnit.MILLISECONDS);
      return () -> scheduled.cancel(false);
    };
  }

  /** Ends all threads; what blocks is interrupted. */
  @Override
  public void close() {
    clockwork.shutdownNow();
    blocking.shutdownNow();
  }

  private static ThreadFactory named(String prefix) {
    AtomicInteger count = new AtomicInteger();
    return task -> {
      Thread thread = new Thread(task, prefix + count.incrementAndGet());
      thread.setDaemon(true);
      return thread;
    };
  }
}

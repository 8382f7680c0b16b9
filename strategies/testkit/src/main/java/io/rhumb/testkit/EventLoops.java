package io.rhumb.testkit;

import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assertions;

/** Threads that outlive what they run, as those of a gateway do. They begin before the strategy is loaded. */
final class EventLoops implements AutoCloseable {

  /** Far beyond what any machine needs: who takes longer waits for something. */
  private static final long MOST_SECONDS = 60;

  private final int size;
  private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
  private final ExecutorService executor;

  EventLoops(int size) throws InterruptedException {
    this.size = size;
    this.executor = Executors.newFixedThreadPool(size);
    onEach(() -> threads.add(Thread.currentThread()));
  }

  Set<Thread> threads() {
    return Set.copyOf(threads);
  }

  /** Runs it once on each thread, all at once, and waits. */
  void onEach(Runnable task) throws InterruptedException {
    CyclicBarrier all = new CyclicBarrier(size);
    Callable<Boolean> once = () -> {
      all.await();
      task.run();
      return true;
    };
    List<Callable<Boolean>> tasks = Stream.generate(() -> once).limit(size).toList();
    for (Future<Boolean> run : executor.invokeAll(tasks, MOST_SECONDS, TimeUnit.SECONDS)) {
      requireDone(run);
    }
  }

  private void requireDone(Future<Boolean> run) throws InterruptedException {
    if (run.isCancelled()) {
      Assertions.fail(size + " threads at once: not done after " + MOST_SECONDS
          + " s (expected: no lock, and no wait)");
    }
    try {
      run.get();
    } catch (ExecutionException e) {
      @Nullable Throwable fault = e.getCause();
      String text = fault instanceof AssertionError ? fault.getMessage() : "" + fault;
      throw new AssertionError(
          size + " threads at once: " + text + " (expected: one instance serves all threads)",
          fault);
    }
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }
}

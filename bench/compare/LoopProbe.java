import io.netty.util.concurrent.EventExecutor;
import io.vertx.core.Deployable;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxInternal;
import io.vertx.core.spi.VerticleFactory;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/**
 * Asks each event loop of a Vert.x once a millisecond to come round, from a thread of its own, and says what kept one that took longer than 5 ms. A loop may be late for want
 * of a core, or because the JVM has stopped all threads: neither is its own doing. So a line tells how much of the time the loop was on a core, and how much it slept, as it does in
 * a lock, a sleep or a read of a disk; the rest it was ready to run. Threads that are stopped by the JVM sleep too: that has to be taken off by the JVM's own log of safepoints, whose
 * clock is the same.
 *
 * <p>Found by Vert.x through {@code META-INF/services} in a folder on the class path. Lines on standard error: {@code probe LOOP BEGIN DELAY CPU ASLEEP STACK}, in nanoseconds,
 * BEGIN as of System.nanoTime(), and the stack as it was after 5 ms.
 */
public final class LoopProbe implements VerticleFactory {

  private static final long PERIOD_NANOS = 1_000_000;
  private static final long LATE_NANOS = 5_000_000;
  private static final int FRAMES = 12;

  /** Made by the service loader. */
  public LoopProbe() {}

  @Override
  public String prefix() {
    return "loop-probe";
  }

  @Override
  public void createVerticle2(String name, ClassLoader loader, Promise<Callable<? extends Deployable>> promise) {
    promise.fail("there are none");
  }

  // What this is here for: nothing else is told that there is a Vert.x.
  @Override
  public void init(Vertx vertx) {
    int number = 0;
    for (EventExecutor loop : ((VertxInternal) vertx).nettyEventLoopGroup()) {
      Thread watch = new Thread(new Watch(loop, number++), "loop-probe");
      watch.setDaemon(true);
      watch.start();
    }
  }

  private static final class Watch implements Runnable {

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final EventExecutor loop;
    private final int number;
    private Thread thread;
    private Path stat;
    private volatile long cameNanos;
    private long cpuThenNanos;

    Watch(EventExecutor loop, int number) {
      this.loop = loop;
      this.number = number;
    }

    @Override
    public void run() {
      try {
        loop.submit(() -> {
              thread = Thread.currentThread();
              stat = Path.of("/proc").resolve(Files.readSymbolicLink(Path.of("/proc/thread-self"))).resolve("stat");
              return null;
            })
            .sync();
        while (true) {
          ask();
          LockSupport.parkNanos(PERIOD_NANOS);
        }
      } catch (RejectedExecutionException over) {
        // The loop has ended.
      } catch (Exception unforeseen) {
        System.err.println("probe ended: " + unforeseen);
      }
    }

    private void ask() throws IOException {
      cameNanos = 0;
      long cpu = threads.getThreadCpuTime(thread.threadId());
      long begin = System.nanoTime();
      loop.execute(() -> {
        cpuThenNanos = threads.getCurrentThreadCpuTime();
        cameNanos = System.nanoTime();
      });
      String stack = "-";
      long asleep = 0;
      long looked = begin;
      while (cameNanos == 0) {
        LockSupport.parkNanos(PERIOD_NANOS);
        boolean sleeps = cameNanos == 0 && sleeps();
        long now = System.nanoTime();
        asleep += sleeps ? now - looked : 0;
        looked = now;
        if (now - begin > LATE_NANOS && stack.equals("-") && cameNanos == 0) {
          stack = stack();
        }
      }
      long delay = cameNanos - begin;
      if (delay > LATE_NANOS) {
        System.err.printf(Locale.ROOT, "probe %d %d %d %d %d %s%n", number, begin, delay, cpuThenNanos - cpu, asleep, stack);
      }
    }

    /** Whether it waits for something else than a core. */
    private boolean sleeps() throws IOException {
      String line = Files.readString(stat);
      char state = line.charAt(line.lastIndexOf(')') + 2);
      return state != 'R';
    }

    private String stack() {
      return Arrays.stream(thread.getStackTrace())
          .limit(FRAMES)
          .map(frame -> frame.getClassName() + "." + frame.getMethodName() + ":" + frame.getLineNumber())
          .collect(Collectors.joining(" < "));
    }
  }
}

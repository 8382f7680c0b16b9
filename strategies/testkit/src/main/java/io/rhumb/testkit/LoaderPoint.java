package io.rhumb.testkit;

import io.rhumb.strategy.AttemptKind;
import io.rhumb.strategy.AttemptResult;
import io.rhumb.strategy.RoutePlan;
import io.rhumb.strategy.RoutingStrategy;
import io.rhumb.strategy.RoutingStrategyProvider;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/**
 * When a jar is exchanged, its class loader must go: load, plan, close, and watch it being collected. The threads that planned live on,
 * as event loops do, so that what sticks to a thread is found.
 */
final class LoaderPoint {

  private static final int THREADS = 4;
  private static final int PLANS = 50;

  private LoaderPoint() {}

  static void check(Subject subject) throws InterruptedException {
    Preflight.assumeSound(subject);
    Set<Thread> before = Thread.getAllStackTraces().keySet();
    try (EventLoops loops = new EventLoops(THREADS)) {
      Set<Thread> ours = loops.threads();
      ReferenceQueue<ClassLoader> queue = new ReferenceQueue<>();
      WeakReference<ClassLoader> loader = liveAndDie(subject, loops, queue);
      if (!Garbage.collected(List.of(loader), queue)) {
        Assertions.fail("class loader: still held after close" + suspects(before, ours)
            + " (expected: it is collected, or each new version of the jar leaks the one before)");
      }
    }
  }

  private static WeakReference<ClassLoader> liveAndDie(
      Subject subject, EventLoops loops, ReferenceQueue<ClassLoader> queue)
      throws InterruptedException {
    Class<?> type = subject.provider().getClass();
    try (IsolatedLoader loader = new IsolatedLoader(type)) {
      RoutingStrategyProvider provider = load(loader, type.getName());
      Subject isolated = Subject.of(provider, subject.options(), type);
      RoutingStrategy strategy = isolated.create();
      Object turn = new Object();
      loops.onEach(() -> {
        synchronized (turn) {
          use(strategy);
        }
      });
      strategy.close();
      return new WeakReference<>(loader, queue);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static RoutingStrategyProvider load(IsolatedLoader loader, String provider) {
    try {
      return loader.load(provider);
    } catch (ReflectiveOperationException hidden) {
      return Assumptions.abort("provider: another point says why it cannot be loaded: " + hidden);
    } catch (LinkageError missing) {
      throw new AssertionError(
          "class loader: " + missing + " (expected: a strategy needs the SPI, the JDK and what its"
              + " own jar brings)",
          missing);
    }
  }

  private static void use(RoutingStrategy strategy) {
    FakeTargets targets = FakeTargets.measured(3);
    for (int i = 0; i < PLANS; i++) {
      RoutePlan plan = Plans.known(strategy, FakeRequest.with("x-user", "user-" + i), targets);
      String first = plan.steps().get(0).target();
      strategy.onAttempt(
          new FakeAttempt(first, AttemptKind.PRIMARY, AttemptResult.ANSWERED, 1_000_000));
    }
  }

  private static String suspects(Set<Thread> before, Set<Thread> ours) {
    Set<String> names = new TreeSet<>();
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (!before.contains(thread) && !ours.contains(thread)) {
        names.add(thread.getName());
      }
    }
    return names.isEmpty()
        ? ": a ThreadLocal, or a listener or hook registered with the JDK, holds it"
        : ": threads that are still running since: " + names;
  }
}

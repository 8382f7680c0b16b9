package io.rhumb.testkit.broken;

import io.rhumb.strategy.RoutePlan;
import io.rhumb.strategy.RouteRequest;
import io.rhumb.strategy.RoutingStrategy;
import io.rhumb.strategy.StrategyConfig;
import io.rhumb.strategy.StrategyContext;
import io.rhumb.strategy.TargetsView;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

/** Strategies that cannot be found, or do not go. */
public final class BrokenEnds {

  private BrokenEnds() {}

  /** In no services file. */
  public static final class Secret extends Sound {}

  /** Cannot be closed twice. */
  public static final class Closing extends Sound {
    @Override
    public RoutingStrategy create(StrategyConfig config, StrategyContext context) {
      return new Plain() {
        private final AtomicBoolean closed = new AtomicBoolean();

        @Override
        public void close() {
          if (closed.getAndSet(true)) {
            throw new IllegalStateException("closed already");
          }
        }
      };
    }
  }

  /** Leaves a thread behind. One for each time that the class is loaded: this process has to live with it. */
  public static final class Running extends Sound {

    private static final AtomicBoolean STARTED = new AtomicBoolean();

    @Override
    public RoutingStrategy create(StrategyConfig config, StrategyContext context) {
      if (!STARTED.getAndSet(true)) {
        Thread thread = new Thread(Running::forever, "refresher");
        thread.setDaemon(true);
        thread.start();
      }
      return new Plain();
    }

    private static void forever() {
      try {
        new CountDownLatch(1).await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Leaves something of its own with every thread that planned. */
  public static final class Sticking extends Sound {

    private static final ThreadLocal<Sticking> LAST = new ThreadLocal<>();

    @Override
    public RoutingStrategy create(StrategyConfig config, StrategyContext context) {
      return new Plain() {
        @Override
        public RoutePlan plan(RouteRequest request, TargetsView targets) {
          LAST.set(Sticking.this);
          return super.plan(request, targets);
        }
      };
    }
  }
}

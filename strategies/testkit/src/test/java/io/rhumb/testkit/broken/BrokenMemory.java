package io.rhumb.testkit.broken;

import io.rhumb.strategy.AttemptRecord;
import io.rhumb.strategy.AttemptResult;
import io.rhumb.strategy.RoutePlan;
import io.rhumb.strategy.RouteRequest;
import io.rhumb.strategy.RoutingStrategy;
import io.rhumb.strategy.StrategyConfig;
import io.rhumb.strategy.StrategyContext;
import io.rhumb.strategy.TargetView;
import io.rhumb.strategy.TargetsView;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

/** Strategies that remember, and wrongly so. */
public final class BrokenMemory {

  private BrokenMemory() {}

  /** Names what it once saw, also outside the fence. */
  public static final class Nostalgic extends Sound {
    @Override
    public RoutingStrategy create(StrategyConfig config, StrategyContext context) {
      return new Plain() {
        private final Set<String> seen = ConcurrentHashMap.newKeySet();

        @Override
        public RoutePlan plan(RouteRequest request, TargetsView targets) {
          List<String> order = order(targets);
          seen.stream().filter(id -> !order.contains(id)).findFirst().ifPresent(order::add);
          seen.addAll(order);
          return planOf(order);
        }
      };
    }
  }

  /** Reads the view of the request before. */
  public static final class Late extends Sound {
    @Override
    public RoutingStrategy create(StrategyConfig config, StrategyContext context) {
      return new Plain() {
        private volatile TargetsView last;

        @Override
        public RoutePlan plan(RouteRequest request, TargetsView targets) {
          TargetsView before = last;
          last = targets;
          int size = before == null ? 0 : before.size();
          return planOf(order(targets), "after " + (size >= 0));
        }
      };
    }
  }

  /** Holds the request, and that is all. */
  public static final class Holding extends Sound {
    @Override
    public RoutingStrategy create(StrategyConfig config, StrategyContext context) {
      return new Plain() {
        @SuppressWarnings("unused")
        private volatile RouteRequest last;

        @Override
        public RoutePlan plan(RouteRequest request, TargetsView targets) {
          last = request;
          return planOf(order(targets));
        }
      };
    }
  }

  /** A rotation for one thread: each step of it is atomic, and all of it is not. */
  public static final class Racy extends Sound {
    @Override
    public RoutingStrategy create(StrategyConfig config, StrategyContext context) {
      return new Plain() {
        private final AtomicInteger next = new AtomicInteger();

        @Override
        public RoutePlan plan(RouteRequest request, TargetsView targets) {
          next.incrementAndGet();
          int busy = targets.get(0).inFlight();
          if (next.get() >= targets.size()) {
            next.set(0);
          }
          List<String> order = order(targets);
          return planOf(order, "after " + order.get(next.get()) + (busy > 0 ? ", busy" : ""));
        }
      };
    }
  }

  /** A rotation until the counter is negative. */
  public static final class Rotating extends Sound {
    @Override
    public RoutingStrategy create(StrategyConfig config, StrategyContext context) {
      return new Plain() {
        private final AtomicInteger next = new AtomicInteger();

        @Override
        public RoutePlan plan(RouteRequest request, TargetsView targets) {
          List<String> order = order(targets);
          return planOf(order, "after " + order.get(next.getAndIncrement() % order.size()));
        }
      };
    }
  }

  /** The same, sooner. */
  public static final class Brief extends Sound {
    @Override
    public RoutingStrategy create(StrategyConfig config, StrategyContext context) {
      return new Plain() {
        private short next;

        @Override
        public RoutePlan plan(RouteRequest request, TargetsView targets) {
          List<String> order = order(targets);
          return planOf(order, "after " + order.get(next() % order.size()));
        }

        private synchronized int next() {
          return next++;
        }
      };
    }
  }

  /** Compares instants instead of their distance. */
  public static final class Dated extends Sound {
    @Override
    public RoutingStrategy create(StrategyConfig config, StrategyContext context) {
      LongSupplier clock = context.clock();
      long start = clock.getAsLong();
      return new Plain() {
        @Override
        public RoutePlan plan(RouteRequest request, TargetsView targets) {
          if (clock.getAsLong() < start) {
            throw new IllegalStateException("before the beginning");
          }
          return planOf(order(targets));
        }
      };
    }
  }

  /** Knows only targets that it planned itself. */
  public static final class Strict extends Sound {
    @Override
    public RoutingStrategy create(StrategyConfig config, StrategyContext context) {
      return new Plain() {
        private final Map<String, AtomicInteger> attempts = new ConcurrentHashMap<>();

        @Override
        public RoutePlan plan(RouteRequest request, TargetsView targets) {
          List<String> order = order(targets);
          order.forEach(id -> attempts.computeIfAbsent(id, key -> new AtomicInteger()));
          return planOf(order);
        }

        @Override
        public void onAttempt(AttemptRecord record) {
          attempts.get(record.target()).incrementAndGet();
        }
      };
    }
  }

  /** Never tries again what has failed. */
  public static final class Grudging extends Sound {
    @Override
    public RoutingStrategy create(StrategyConfig config, StrategyContext context) {
      return new Plain() {
        private final Set<String> failed = ConcurrentHashMap.newKeySet();

        @Override
        public RoutePlan plan(RouteRequest request, TargetsView targets) {
          return planOf(avoiding(failed, targets));
        }

        @Override
        public void onAttempt(AttemptRecord record) {
          if (record.result() == AttemptResult.FAILED) {
            failed.add(record.target());
          }
        }
      };
    }
  }

  /** Never tries again what was slow. */
  public static final class Unforgiving extends Sound {
    @Override
    public RoutingStrategy create(StrategyConfig config, StrategyContext context) {
      return new Plain() {
        private final Set<String> slow = ConcurrentHashMap.newKeySet();

        @Override
        public RoutePlan plan(RouteRequest request, TargetsView targets) {
          for (int i = 0; i < targets.size(); i++) {
            TargetView target = targets.get(i);
            if (target.errorRate() == 0 && target.meanLatencyNanos() > 400_000_000) {
              slow.add(target.id());
            }
          }
          return planOf(avoiding(slow, targets));
        }
      };
    }

    @Override
    public boolean adaptive() {
      return true;
    }
  }

  private static List<String> avoiding(Set<String> avoided, TargetsView targets) {
    List<String> order = Sound.order(targets);
    for (int i = 0; i < targets.size(); i++) {
      TargetView target = targets.get(i);
      if (avoided.contains(target.id()) && target.availability().admits()) {
        order.remove(target.id());
        order.add(target.id());
      }
    }
    for (int i = 0; i < targets.size(); i++) {
      TargetView target = targets.get(i);
      if (!target.availability().admits()) {
        order.remove(target.id());
        order.add(target.id());
      }
    }
    return order;
  }

  /** Says that it avoids slow targets, and does not. */
  public static final class Boasting extends Sound {
    @Override
    public boolean adaptive() {
      return true;
    }
  }
}

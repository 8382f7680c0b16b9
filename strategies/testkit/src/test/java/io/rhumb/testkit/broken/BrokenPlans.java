package io.rhumb.testkit.broken;

import io.rhumb.strategy.RoutePlan;
import io.rhumb.strategy.RouteRequest;
import io.rhumb.strategy.RoutingStrategy;
import io.rhumb.strategy.StrategyConfig;
import io.rhumb.strategy.StrategyContext;
import io.rhumb.strategy.TargetsView;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** Strategies whose plan is wrong. */
public final class BrokenPlans {

  private BrokenPlans() {}

  /** One that is wrong without remembering anything. */
  private abstract static class Stateless extends Sound implements RoutingStrategy {

    @Override
    public RoutingStrategy create(StrategyConfig config, StrategyContext context) {
      return this;
    }
  }

  public static final class Nothing extends Stateless {
    @Override
    public RoutePlan plan(RouteRequest request, TargetsView targets) {
      return null;
    }
  }

  public static final class Twice extends Stateless {
    @Override
    public RoutePlan plan(RouteRequest request, TargetsView targets) {
      List<String> order = order(targets);
      order.add(order.get(0));
      return planOf(order);
    }
  }

  public static final class Unknown extends Stateless {
    @Override
    public RoutePlan plan(RouteRequest request, TargetsView targets) {
      List<String> order = order(targets);
      order.add("nowhere");
      return planOf(order);
    }
  }

  public static final class FirstOnly extends Stateless {
    @Override
    public RoutePlan plan(RouteRequest request, TargetsView targets) {
      return planOf(order(targets).subList(0, 1));
    }
  }

  /** Does not look at availability. */
  public static final class Blind extends Stateless {
    @Override
    public RoutePlan plan(RouteRequest request, TargetsView targets) {
      List<String> order = new ArrayList<>();
      for (int i = 0; i < targets.size(); i++) {
        order.add(targets.get(i).id());
      }
      return planOf(order);
    }
  }

  /** Takes it for granted that somebody admits attempts. */
  public static final class Hopeful extends Stateless {
    @Override
    public RoutePlan plan(RouteRequest request, TargetsView targets) {
      int i = 0;
      while (!targets.get(i).availability().admits()) {
        i++;
      }
      return planOf(order(targets));
    }
  }

  public static final class Silent extends Stateless {
    @Override
    public RoutePlan plan(RouteRequest request, TargetsView targets) {
      return planOf(order(targets), " ");
    }
  }

  /** Has chance of its own. */
  public static final class Moody extends Stateless {
    @Override
    public RoutePlan plan(RouteRequest request, TargetsView targets) {
      return planOf(order(targets), "because of " + ThreadLocalRandom.current().nextInt());
    }
  }

  /** The more targets, the slower. */
  public static final class Slow extends Stateless {
    @Override
    public RoutePlan plan(RouteRequest request, TargetsView targets) {
      long until = System.nanoTime() + (targets.size() < 10 ? 0 : 30_000);
      while (System.nanoTime() - until < 0) {
        Thread.onSpinWait();
      }
      return planOf(order(targets));
    }
  }

  /** Believes what a client wrote. */
  public static final class Trusting extends Stateless {
    @Override
    public RoutePlan plan(RouteRequest request, TargetsView targets) {
      int shard = request.header("x-shard").map(Integer::parseInt).orElse(0);
      return planOf(order(targets), "shard " + shard);
    }
  }

  /** Has no room for great numbers. */
  public static final class Narrow extends Stateless {
    @Override
    public RoutePlan plan(RouteRequest request, TargetsView targets) {
      int micros = Math.toIntExact(targets.get(0).meanLatencyNanos() / 1_000);
      return planOf(order(targets), "after " + micros);
    }
  }

  /** Sorts by numbers that change while it does so. */
  public static final class Sorting extends Stateless {
    @Override
    public RoutePlan plan(RouteRequest request, TargetsView targets) {
      List<Integer> order = new ArrayList<>();
      for (int i = 0; i < targets.size(); i++) {
        order.add(i);
      }
      order.sort((one, other) ->
          Long.compare(targets.get(one).meanLatencyNanos(), targets.get(other).meanLatencyNanos()));
      return planOf(order(targets), "fastest " + order.get(0));
    }
  }

  /** Needs a class that its jar does not bring, and the gateway does not show. */
  public static final class Borrowing extends Stateless {
    @Override
    public RoutePlan plan(RouteRequest request, TargetsView targets) {
      return planOf(order(targets), io.rhumb.engine.Outcome.SUCCESS.name());
    }
  }
}

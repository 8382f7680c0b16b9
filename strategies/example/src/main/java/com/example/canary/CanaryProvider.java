package com.example.canary;

import io.rhumb.strategy.AttemptRecord;
import io.rhumb.strategy.RoutePlan;
import io.rhumb.strategy.RouteRequest;
import io.rhumb.strategy.RoutingStrategy;
import io.rhumb.strategy.RoutingStrategyProvider;
import io.rhumb.strategy.Step;
import io.rhumb.strategy.StrategyConfig;
import io.rhumb.strategy.StrategyContext;
import io.rhumb.strategy.StrategySpec;
import io.rhumb.strategy.TargetView;
import io.rhumb.strategy.TargetsView;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Provides {@code canary}: a share of the requests goes to one target first, the rest is planned by another strategy.
 *
 * <p>Options: {@code to}, the target that is tried out, without a default; {@code share} of the requests, {@code 5%} if not given;
 * {@code by}, a header whose value decides, so that the same user always gets the same answer, by default every request is decided by
 * chance; {@code of}, the strategy that plans the rest, {@code local-first} if not given.
 */
public final class CanaryProvider implements RoutingStrategyProvider {

  private static final double SHARE = 0.05;

  /** Called by {@link java.util.ServiceLoader}. */
  public CanaryProvider() {}

  @Override
  public String name() {
    return "canary";
  }

  @Override
  public RoutingStrategy create(StrategyConfig config, StrategyContext context) {
    String to = config.text("to");
    double share = config.fraction("share", SHARE);
    String by = config.text("by", "");
    StrategySpec of = config.strategy("of", StrategySpec.of("local-first"));
    return new Canary(to, share, by, context.create(of), context.random());
  }

  /** One model's canary. It keeps nothing of a request, so that all event loops may use it at once. */
  private static final class Canary implements RoutingStrategy {

    private final String to;
    private final double share;
    private final String by;
    private final RoutingStrategy of;
    private final RandomGenerator random;

    Canary(String to, double share, String by, RoutingStrategy of, RandomGenerator random) {
      this.to = to;
      this.share = share;
      this.by = by;
      this.of = of;
      this.random = random;
    }

    @Override
    public RoutePlan plan(RouteRequest request, TargetsView targets) {
      RoutePlan plan = of.plan(request, targets);
      return chosen(request) && hasRoom(targets) ? first(plan.steps()) : plan;
    }

    private boolean chosen(RouteRequest request) {
      Optional<String> key = by.isEmpty() ? Optional.empty() : request.header(by);
      return key.map(Canary::position).orElseGet(random::nextDouble) < share;
    }

    /**
     * Where a value lies between 0 and 1, the same in every gateway. Values that differ in one letter end far apart: by the last step
     * of MurmurHash3 (Appleby, 2011).
     */
    private static double position(String value) {
      int hash = value.hashCode();
      hash = (hash ^ (hash >>> 16)) * 0x85ebca6b;
      hash = (hash ^ (hash >>> 13)) * 0xc2b2ae35;
      hash ^= hash >>> 16;
      return Integer.toUnsignedLong(hash) / 0x1p32;
    }

    /** A target that is outside the request's residency fence is not in the view: then there is no canary. */
    private boolean hasRoom(TargetsView targets) {
      for (int i = 0; i < targets.size(); i++) {
        TargetView target = targets.get(i);
        if (target.id().equals(to)) {
          return target.availability().admits() && target.inFlight() < target.limit();
        }
      }
      return false;
    }

    /** The other strategy's plan remains as the way out when the canary fails. */
    private RoutePlan first(List<Step> planned) {
      List<Step> steps = new ArrayList<>(planned.size() + 1);
      steps.add(Step.immediately(to, "canary"));
      for (Step step : planned) {
        if (!step.target().equals(to)) {
          steps.add(steps.size() == 1 ? Step.onFailure(step.target(), step.reason()) : step);
        }
      }
      return new RoutePlan(steps);
    }

    @Override
    public boolean confirm(Step step, TargetView target) {
      return of.confirm(step, target);
    }

    @Override
    public void onAttempt(AttemptRecord record) {
      of.onAttempt(record);
    }
  }
}

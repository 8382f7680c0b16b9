package io.rhumb.simulator;

import io.rhumb.strategy.AttemptRecord;
import io.rhumb.strategy.RoutePlan;
import io.rhumb.strategy.RouteRequest;
import io.rhumb.strategy.RoutingStrategy;
import io.rhumb.strategy.Step;
import io.rhumb.strategy.TargetView;
import io.rhumb.strategy.TargetsView;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/** Notes, for each request, how long the second target of its plan would take. Changes nothing. One gateway's. */
final class Foreseeing implements RoutingStrategy {

  private final RoutingStrategy strategy;
  private final Links links;
  private final LongSupplier clock;
  private final Map<Long, Long> seconds = new HashMap<>();

  Foreseeing(RoutingStrategy strategy, Links links, LongSupplier clock) {
    this.strategy = strategy;
    this.links = links;
    this.clock = clock;
  }

  /** How long it would have taken; very long if it would not have answered, or there was none. */
  long secondNanos(long request) {
    return seconds.getOrDefault(request, Foresight.NEVER);
  }

  @Override
  public RoutePlan plan(RouteRequest request, TargetsView targets) {
    RoutePlan plan = strategy.plan(request, targets);
    if (plan.steps().size() > 1) {
      long number = ((SimulatedRequest) request).number();
      seconds.put(number, foresee(number, indexOf(targets, plan.steps().get(1))));
    }
    return plan;
  }

  @Override
  public boolean confirm(Step step, TargetView target) {
    return strategy.confirm(step, target);
  }

  @Override
  public void onAttempt(AttemptRecord record) {
    strategy.onAttempt(record);
  }

  private long foresee(long request, int target) {
    long now = clock.getAsLong();
    Foresight foresight =
        new Foresight(OracleKind.OMNISCIENT, links.region(target), links.oneWayNanos(target), now);
    return foresight.answerNanos(request) - now;
  }

  private static int indexOf(TargetsView targets, Step step) {
    int i = 0;
    while (!targets.get(i).id().equals(step.target())) {
      i++;
    }
    return i;
  }
}

package io.rhumb.strategy.builtin;

import io.rhumb.strategy.RoutePlan;
import io.rhumb.strategy.RouteRequest;
import io.rhumb.strategy.RoutingStrategy;
import io.rhumb.strategy.Step;
import io.rhumb.strategy.TargetView;
import io.rhumb.strategy.TargetsView;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Always the same plan; notes the steps that it is asked to confirm. */
final class Delaying implements RoutingStrategy {

  final List<Step> asked = new ArrayList<>();
  private final RoutePlan plan;
  private final Predicate<Step> wanted;

  Delaying(RoutePlan plan, Predicate<Step> wanted) {
    this.plan = plan;
    this.wanted = wanted;
  }

  @Override
  public RoutePlan plan(RouteRequest request, TargetsView targets) {
    return plan;
  }

  @Override
  public boolean confirm(Step step, TargetView target) {
    asked.add(step);
    return wanted.test(step);
  }
}

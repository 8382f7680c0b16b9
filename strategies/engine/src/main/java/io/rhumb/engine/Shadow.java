package io.rhumb.engine;

import io.rhumb.strategy.AttemptRecord;
import io.rhumb.strategy.RoutePlan;
import io.rhumb.strategy.RouteRequest;
import io.rhumb.strategy.RoutingStrategy;
import io.rhumb.strategy.Step;
import io.rhumb.strategy.TargetView;
import io.rhumb.strategy.TargetsView;

/**
 * Routes by one strategy, and asks another one what it would have done. The other one learns from what the first has brought about;
 * its faults are counted and change nothing.
 */
final class Shadow implements RoutingStrategy {

  private final RoutingStrategy run;
  private final Planner beside;
  private final ShadowListener listener;

  Shadow(RoutingStrategy run, Planner beside, ShadowListener listener) {
    this.run = run;
    this.beside = beside;
    this.listener = listener;
  }

  @Override
  public RoutePlan plan(RouteRequest request, TargetsView targets) {
    RoutePlan plan = run.plan(request, targets);
    RoutePlan other = beside.ask(request, targets);
    if (plan != null && other != null) {
      listener.onPlans(request.model(), plan, other);
    }
    return plan;
  }

  @Override
  public boolean confirm(Step step, TargetView target) {
    return run.confirm(step, target);
  }

  @Override
  public void onAttempt(AttemptRecord record) {
    run.onAttempt(record);
    beside.onAttempt(record);
  }
}

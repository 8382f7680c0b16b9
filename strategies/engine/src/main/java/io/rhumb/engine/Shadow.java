package io.rhumb.engine;

import io.rhumb.strategy.AttemptRecord;
import io.rhumb.strategy.RoutePlan;
import io.rhumb.strategy.RouteRequest;
import io.rhumb.strategy.RoutingStrategy;
import io.rhumb.strategy.Step;
import io.rhumb.strategy.TargetView;
import io.rhumb.strategy.TargetsView;
import java.util.function.LongSupplier;

/**
 * Routes by one strategy, and asks another one what it would have done. The other one learns from what the first has brought about;
 * its faults and the time that it takes are its own and change nothing.
 */
final class Shadow implements RoutingStrategy {

  private final RoutingStrategy run;
  private final Planner beside;
  private final LongSupplier clock;
  private final ShadowListener listener;

  Shadow(RoutingStrategy run, Planner beside, LongSupplier clock, ShadowListener listener) {
    this.run = run;
    this.beside = beside;
    this.clock = clock;
    this.listener = listener;
  }

  @Override
  public RoutePlan plan(RouteRequest request, TargetsView targets) {
    RoutePlan plan = run.plan(request, targets);
    long before = clock.getAsLong();
    RoutePlan other = beside.ask(request, targets);
    BesideTime.add(clock.getAsLong() - before);
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
    long before = clock.getAsLong();
    beside.onAttempt(record);
    BesideTime.add(clock.getAsLong() - before);
  }
}

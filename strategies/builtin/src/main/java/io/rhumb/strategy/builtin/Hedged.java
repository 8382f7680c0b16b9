package io.rhumb.strategy.builtin;

import io.rhumb.strategy.AttemptKind;
import io.rhumb.strategy.AttemptRecord;
import io.rhumb.strategy.AttemptResult;
import io.rhumb.strategy.Availability;
import io.rhumb.strategy.RoutePlan;
import io.rhumb.strategy.RouteRequest;
import io.rhumb.strategy.RoutingStrategy;
import io.rhumb.strategy.Step;
import io.rhumb.strategy.TargetView;
import io.rhumb.strategy.TargetsView;
import io.rhumb.strategy.Trigger;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Takes another strategy's plan and lets its second step start after a {@linkplain HedgeDelay delay} too, and not on failure only
 * (Dean and Barroso, The Tail at Scale, 2013).
 *
 * <p>Nothing is changed, and the very plan of the other strategy returned, where the {@linkplain HedgeBudget budget} is used up,
 * where the second target does not admit attempts or has no room, where there is no second step that waits for a failure, and
 * where too little is known to choose a delay. While hedges seldom {@linkplain HedgeWins win}, they start later.
 */
final class Hedged implements RoutingStrategy {

  private static final String REASON = "hedge: ";

  private final RoutingStrategy of;
  private final HedgeDelay delay;
  private final HedgeBudget budget;
  private final HedgeWins wins = new HedgeWins();
  private final LongSupplier clock;

  Hedged(RoutingStrategy of, HedgeDelay delay, HedgeBudget budget, LongSupplier clock) {
    this.of = of;
    this.delay = delay;
    this.budget = budget;
    this.clock = clock;
  }

  @Override
  public RoutePlan plan(RouteRequest request, TargetsView targets) {
    RoutePlan plan = of.plan(request, targets);
    budget.earn(clock.getAsLong());
    if (!hedgeable(plan.steps()) || !budget.affordsOne()) {
      return plan;
    }
    int first = index(targets, plan.steps().get(0));
    int second = index(targets, plan.steps().get(1));
    if (first < 0 || second < 0 || !hasRoom(targets.get(second))) {
      return plan;
    }
    long nanos = delay.nanos(targets.get(first), targets, request.timeLeftNanos(), wins.patience());
    return nanos > 0 ? hedged(plan.steps(), nanos) : plan;
  }

  @Override
  public void onAttempt(AttemptRecord record) {
    if (record.kind() == AttemptKind.HEDGE) {
      budget.spendOne();
      wins.ended(record.result() == AttemptResult.ANSWERED);
    }
    of.onAttempt(record);
  }

  private static boolean hedgeable(List<Step> steps) {
    return steps.size() > 1 && steps.get(1).trigger() == Trigger.ON_FAILURE;
  }

  /** A probe would be no help: it goes to a target of which it is not known whether it answers. */
  private static boolean hasRoom(TargetView target) {
    return target.availability() == Availability.ADMITTED && target.inFlight() < target.limit();
  }

  private static RoutePlan hedged(List<Step> steps, long delayNanos) {
    Step[] hedged = steps.toArray(Step[]::new);
    hedged[1] = Step.afterDelayOrFailure(
        hedged[1].target(), Duration.ofNanos(delayNanos), REASON + hedged[1].reason());
    return RoutePlan.of(hedged);
  }

  /** The index of a step's target; -1 if the other strategy named one that there is not. */
  private static int index(TargetsView targets, Step step) {
    for (int i = targets.size() - 1; i >= 0; i--) {
      if (targets.get(i).id().equals(step.target())) {
        return i;
      }
    }
    return -1;
  }
}

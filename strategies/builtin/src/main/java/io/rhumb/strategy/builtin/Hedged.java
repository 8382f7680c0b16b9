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
 * <p>Nothing is changed, and the very plan of the other strategy returned, where there is no {@linkplain HedgeBudget budget}, where
 * the second target does not admit attempts or has no room, where there is no second step that waits for a failure, and where too
 * little is known to choose a delay. While hedges seldom {@linkplain HedgeWins win}, they start later.
 *
 * <p>Most requests are answered before their hedge is due, so the budget is charged only as it starts. Room and availability are
 * looked at once more then: a hedge must not wait in a queue, nor test a target that is ill. Where it does not start, for whatever
 * reason, the request carries on as if it had never been planned.
 */
final class Hedged implements RoutingStrategy {

  private final RoutingStrategy of;
  private final HedgeDelay delay;
  private final HedgeBudget budget;
  private final HedgeWins wins = new HedgeWins();
  private final HedgeReasons reasons = new HedgeReasons();
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
    if (budget.none() || !hedgeable(plan.steps())) {
      return plan;
    }
    int first = index(targets, plan.steps().get(0));
    if (first < 0 || index(targets, plan.steps().get(1)) < 0) {
      return plan;
    }
    long nanos = delay.nanos(
        targets.get(first), targets, request.timeLeftNanos(), wins.patience(), budget.savings());
    return nanos > 0 ? hedged(plan.steps(), nanos) : plan;
  }

  /**
   * A step that the other strategy delayed itself is its own affair. One that nobody delayed takes the place of a delayed one whose
   * target is not to be had any more; it cannot be told whose, so that both are asked.
   */
  @Override
  public boolean confirm(Step step, TargetView target) {
    if (reasons.mark(step)) {
      return hasRoom(target) && budget.take();
    }
    boolean wanted = of.confirm(step, target);
    return step.trigger() == Trigger.AFTER_DELAY_OR_FAILURE
        ? wanted
        : wanted && hasRoom(target) && budget.take();
  }

  @Override
  public void onAttempt(AttemptRecord record) {
    if (record.kind() == AttemptKind.HEDGE) {
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

  private RoutePlan hedged(List<Step> steps, long delayNanos) {
    Step[] hedged = steps.toArray(Step[]::new);
    hedged[1] = Step.afterDelayOrFailure(
        hedged[1].target(), Duration.ofNanos(delayNanos), reasons.of(hedged[1].reason()));
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

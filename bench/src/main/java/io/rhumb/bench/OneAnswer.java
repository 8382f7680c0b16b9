package io.rhumb.bench;

import io.rhumb.engine.Attempt;
import io.rhumb.engine.Budget;
import io.rhumb.engine.BudgetPolicy;
import io.rhumb.engine.Dispatch;
import io.rhumb.engine.DispatchActions;
import io.rhumb.engine.DispatchFailure;
import io.rhumb.engine.DispatchPolicy;
import io.rhumb.engine.Outcome;
import io.rhumb.engine.Target;
import io.rhumb.engine.TargetSet;
import io.rhumb.strategy.RoutePlan;
import io.rhumb.strategy.Step;

/** One request that a given target answers after a hundred milliseconds, so that it is known. */
final class OneAnswer implements DispatchActions {

  private static final long LATENCY_NANOS = 100_000_000L;
  private static final DispatchPolicy POLICY =
      new DispatchPolicy(10_000_000_000L, false, 5_000_000_000L, 1);

  private final Dispatch dispatch;

  OneAnswer(TargetSet targets, Target target) {
    dispatch = new Dispatch(
        RoutePlan.of(Step.immediately(target.id(), "to be known")),
        targets,
        POLICY,
        new Budget(BudgetPolicy.DEFAULT, 0),
        this);
  }

  void run() {
    dispatch.start(0);
    Attempt attempt = dispatch.attempts().get(0);
    attempt.firstByte(LATENCY_NANOS);
    dispatch.ended(attempt, Outcome.SUCCESS, -1, LATENCY_NANOS);
  }

  @Override
  public boolean confirm(Step step, Target target) {
    throw new AssertionError("confirm: " + step);
  }

  @Override
  public void launch(Attempt attempt) {}

  @Override
  public void cancel(Attempt attempt) {
    throw new AssertionError("cancel: " + attempt.target());
  }

  @Override
  public void wakeAt(long atNanos) {}

  @Override
  public void onEnded(Attempt attempt) {}

  @Override
  public void answer(Attempt attempt) {}

  @Override
  public void fail(DispatchFailure failure) {
    throw new AssertionError(failure);
  }
}

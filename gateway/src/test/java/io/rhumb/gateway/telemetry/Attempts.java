package io.rhumb.gateway.telemetry;

import io.rhumb.engine.Admission;
import io.rhumb.engine.Attempt;
import io.rhumb.engine.Budget;
import io.rhumb.engine.BudgetPolicy;
import io.rhumb.engine.Dispatch;
import io.rhumb.engine.DispatchActions;
import io.rhumb.engine.DispatchFailure;
import io.rhumb.engine.DispatchPolicy;
import io.rhumb.engine.Outcome;
import io.rhumb.engine.Permit;
import io.rhumb.engine.Target;
import io.rhumb.engine.TargetSet;
import io.rhumb.strategy.Availability;
import io.rhumb.strategy.RoutePlan;
import io.rhumb.strategy.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Makes attempts as the engine makes them, since nobody else can. */
public final class Attempts {

  private static final long MILLI = 1_000_000;

  private Attempts() {}

  /**
   * A request that is refused by one target after the other.
   *
   * @param outcomes how each attempt ends, the first after 10 ms, the next after 20 ms more, and so on; null leaves it running
   */
  public static List<Attempt> failingOver(List<String> targets, Outcome... outcomes) {
    List<Step> steps = new ArrayList<>();
    for (String id : targets) {
      steps.add(steps.isEmpty() ? Step.immediately(id, "") : Step.onFailure(id, ""));
    }
    return run(new RoutePlan(steps), targets, Admission.ALWAYS, outcomes);
  }

  /** Two attempts that start together: a primary and a hedge. */
  public static List<Attempt> hedging(String first, String second) {
    RoutePlan plan = RoutePlan.of(Step.immediately(first, ""), Step.immediately(second, ""));
    return run(plan, List.of(first, second), Admission.ALWAYS, (Outcome) null);
  }

  /** A hedge that ends so, beside a primary that runs. */
  public static Attempt hedge(String first, String second, Outcome outcome) {
    RoutePlan plan = RoutePlan.of(Step.immediately(first, ""), Step.immediately(second, ""));
    Dispatch dispatch = start(plan, List.of(first, second), Admission.ALWAYS);
    Attempt hedge = dispatch.attempts().get(1);
    switch (outcome) {
      case CLIENT_GONE -> dispatch.clientGone(10 * MILLI);
      case LOST_EXTRA ->
        dispatch.ended(dispatch.attempts().get(0), Outcome.SUCCESS, -1, 10 * MILLI);
      default -> dispatch.ended(hedge, outcome, -1, 10 * MILLI);
    }
    return hedge;
  }

  /** An attempt that stays in flight. */
  public static void launchOn(Target target) {
    DispatchPolicy policy = new DispatchPolicy(60_000 * MILLI, false, 60_000 * MILLI, 10);
    RoutePlan plan = RoutePlan.of(Step.immediately(target.id(), ""));
    Budget budget = new Budget(BudgetPolicy.DEFAULT, 0);
    new Dispatch(plan, new TargetSet(List.of(target)), policy, budget, new Nothing()).start(0);
  }

  /** An attempt that tests a recovering target. */
  public static Attempt probing(String target, Outcome outcome) {
    RoutePlan plan = RoutePlan.of(Step.immediately(target, ""));
    return run(plan, List.of(target), new ProbesOnly(), outcome).get(0);
  }

  private static List<Attempt> run(
      RoutePlan plan, List<String> ids, Admission admission, Outcome... outcomes) {
    Dispatch dispatch = start(plan, ids, admission);
    long now = 0;
    for (int i = 0; i < outcomes.length && outcomes[i] != null; i++) {
      now += 10 * MILLI * (i + 1);
      dispatch.ended(dispatch.attempts().get(i), outcomes[i], -1, now);
    }
    return dispatch.attempts();
  }

  private static Dispatch start(RoutePlan plan, List<String> ids, Admission admission) {
    List<Target> targets = ids.stream()
        .map(id -> new Target(id, "region", false, admission, () -> 0, new Random(1)))
        .toList();
    DispatchPolicy policy = new DispatchPolicy(60_000 * MILLI, false, 60_000 * MILLI, 10);
    Dispatch dispatch = new Dispatch(
        plan, new TargetSet(targets), policy, new Budget(BudgetPolicy.DEFAULT, 0), new Nothing());
    dispatch.start(0);
    return dispatch;
  }

  private static final class Nothing implements DispatchActions {
    @Override
    public boolean confirm(Step step, Target target) {
      return true;
    }

    @Override
    public void launch(Attempt attempt) {}

    @Override
    public void cancel(Attempt attempt) {}

    @Override
    public void wakeAt(long atNanos) {}

    @Override
    public void onEnded(Attempt attempt) {}

    @Override
    public void answer(Attempt attempt) {}

    @Override
    public void fail(DispatchFailure failure) {}
  }

  private static final class ProbesOnly implements Admission {
    @Override
    public Availability availability(long nowNanos) {
      return Availability.PROBE_ONLY;
    }

    @Override
    public Permit admit(long nowNanos) {
      return new Permit() {
        @Override
        public boolean probe() {
          return true;
        }

        @Override
        public void end(Outcome.Verdict verdict, long endNanos) {}
      };
    }

    @Override
    public long untilAdmittedNanos(long nowNanos) {
      return 0;
    }
  }
}

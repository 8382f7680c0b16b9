package io.rhumb.gateway.log;

import io.rhumb.engine.Attempt;
import io.rhumb.engine.Outcome;
import io.rhumb.gateway.telemetry.Attempts;
import io.rhumb.gateway.telemetry.Course;
import io.rhumb.gateway.telemetry.RequestOutcome;
import io.rhumb.gateway.telemetry.RequestRecord;
import io.rhumb.strategy.RoutePlan;
import io.rhumb.strategy.Step;
import java.util.List;

/** Requests that are over. */
final class Records {

  private static final long MILLI = 1_000_000;

  private Records() {}

  static RequestRecord of(RequestOutcome outcome, int status) {
    return new RequestRecord(
        "id", "", "linear", "predict", outcome, status, 0, 31 * MILLI, 33, 0, null);
  }

  /** One that went from a to b, where the last of the outcomes is that of the answer. */
  static RequestRecord answered(int status, Outcome... outcomes) {
    List<Attempt> attempts = Attempts.failingOver(List.of("a", "b", "c"), outcomes);
    RoutePlan plan = RoutePlan.of(Step.immediately("a", "local"), Step.onFailure("b", "next"));
    return new RequestRecord(
        "id",
        "shop",
        "linear",
        "predict",
        RequestOutcome.ANSWERED,
        status,
        0,
        31 * MILLI,
        33,
        44,
        new Course(plan, attempts, attempts.get(attempts.size() - 1)));
  }
}

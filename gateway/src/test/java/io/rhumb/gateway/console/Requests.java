package io.rhumb.gateway.console;

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
final class Requests {

  static final long MILLI = 1_000_000L;

  private Requests() {}

  /** One that the last of its targets answered, 20 ms after it began. */
  static RequestRecord answered(long endNanos, List<String> targets, Outcome... outcomes) {
    List<Attempt> attempts = Attempts.failingOver(targets, outcomes);
    Course course = new Course(plan(targets.get(0)), attempts, attempts.get(attempts.size() - 1));
    return record(endNanos, RequestOutcome.ANSWERED, 200, course);
  }

  /** One that no target answered. */
  static RequestRecord unavailable(long endNanos, List<String> targets, Outcome... outcomes) {
    Course course = new Course(plan(targets.get(0)), Attempts.failingOver(targets, outcomes), null);
    return record(endNanos, RequestOutcome.UNAVAILABLE, 503, course);
  }

  /** One that did not get to a target. */
  static RequestRecord ended(long endNanos, RequestOutcome how, int status) {
    return record(endNanos, how, status, null);
  }

  static RoutePlan plan(String target) {
    return RoutePlan.of(Step.immediately(target, "first"));
  }

  private static RequestRecord record(
      long endNanos, RequestOutcome how, int status, Course course) {
    return new RequestRecord(
        "id", "", "fraud", "predict", how, status, endNanos - 20 * MILLI, 20 * MILLI, 1, 1, course);
  }
}

package io.rhumb.gateway.doctor;

import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What one step saw.
 *
 * @param step which
 * @param status how it went
 * @param nanos how long it took; negative: nothing was measured
 * @param text what was seen, on one line
 * @param sign what is wrong; null: nothing, or something that has no name
 * @param facts what an advice may need to know, by the names of its placeholders
 */
public record Finding(
    Step step,
    Status status,
    long nanos,
    String text,
    @Nullable Sign sign,
    Map<String, String> facts) {

  private static final long NOTHING = -1;

  /** Copies the facts. */
  public Finding {
    facts = Map.copyOf(facts);
  }

  static Finding ok(Step step, long nanos, String text) {
    return new Finding(step, Status.OK, nanos, text, null, Map.of());
  }

  static Finding skipped(Step step, String why) {
    return new Finding(step, Status.SKIPPED, NOTHING, why, null, Map.of());
  }

  static Finding warning(Step step, long nanos, String text, Sign sign) {
    return new Finding(step, Status.WARNING, nanos, text, sign, Map.of());
  }

  static Finding failed(Step step, long nanos, String text, @Nullable Sign sign) {
    return new Finding(step, Status.FAILED, nanos, text, sign, Map.of());
  }

  /** The same, which also knows that. */
  Finding with(Map<String, String> known) {
    return new Finding(step, status, nanos, text, sign, known);
  }

  /** The same in other words. */
  Finding worded(UnaryOperator<String> words) {
    return new Finding(step, status, nanos, words.apply(text), sign, facts);
  }

  /** This, or the same step another time: the one that failed, if one did, else the quicker. */
  Finding better(Finding again) {
    if (leadsOn() != again.leadsOn()) {
      return leadsOn() ? again : this;
    }
    return again.nanos < nanos ? again : this;
  }

  /** Whether the next step makes sense. */
  boolean leadsOn() {
    return status != Status.FAILED;
  }

  /** Whether somebody should read on. */
  boolean troubles() {
    return status == Status.FAILED || status == Status.WARNING;
  }
}

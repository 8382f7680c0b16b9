package io.rhumb.strategy;

import java.time.Duration;
import java.util.Objects;

/**
 * One step of a plan: try this target once that has happened, for this reason.
 *
 * @param target the {@linkplain TargetView#id() name} of the target
 * @param trigger what starts the step
 * @param delayNanos with {@link Trigger#AFTER_DELAY_OR_FAILURE}, how long the step before it may run alone, in nanoseconds;
 *     otherwise 0
 * @param reason why the target stands here, in a few words for the person who reads the decision log
 */
public record Step(String target, Trigger trigger, long delayNanos, String reason) {

  private static final Duration LONGEST = Duration.ofNanos(Long.MAX_VALUE);

  /**
   * Checks the step.
   *
   * @throws IllegalArgumentException if the delay is negative, or given with a trigger that has none
   */
  public Step {
    Objects.requireNonNull(target, "target");
    Objects.requireNonNull(trigger, "trigger");
    Objects.requireNonNull(reason, "reason");
    if (delayNanos < 0) {
      throw new IllegalArgumentException("delayNanos: " + delayNanos + " (expected: >= 0)");
    }
    if (delayNanos > 0 && trigger != Trigger.AFTER_DELAY_OR_FAILURE) {
      throw new IllegalArgumentException(
          "delayNanos: " + delayNanos + " (expected: 0 with " + trigger + ")");
    }
  }

  /**
   * A step that starts with the plan.
   *
   * @param target the target's name
   * @param reason why
   * @return the step
   */
  public static Step immediately(String target, String reason) {
    return new Step(target, Trigger.IMMEDIATELY, 0, reason);
  }

  /**
   * A step that starts when an earlier one failed.
   *
   * @param target the target's name
   * @param reason why
   * @return the step
   */
  public static Step onFailure(String target, String reason) {
    return new Step(target, Trigger.ON_FAILURE, 0, reason);
  }

  /**
   * A step that starts when the step before it failed or took too long.
   *
   * @param target the target's name
   * @param delay how long the step before it may run alone
   * @param reason why
   * @return the step
   * @throws IllegalArgumentException if the delay is negative
   */
  public static Step afterDelayOrFailure(String target, Duration delay, String reason) {
    return new Step(target, Trigger.AFTER_DELAY_OR_FAILURE, nanos(delay), reason);
  }

  /** Of 292 years and more, nobody notices the rest. */
  private static long nanos(Duration delay) {
    return delay.compareTo(LONGEST) < 0 ? delay.toNanos() : Long.MAX_VALUE;
  }
}

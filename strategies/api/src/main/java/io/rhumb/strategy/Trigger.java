package io.rhumb.strategy;

/** What has to happen before a step of a plan starts. */
public enum Trigger {
  /** The step starts with the plan. */
  IMMEDIATELY,
  /** The step starts when an earlier one failed and another target may help. */
  ON_FAILURE,
  /** As {@link #ON_FAILURE}, and also when the step before it has run for a given time without an answer. */
  AFTER_DELAY_OR_FAILURE
}

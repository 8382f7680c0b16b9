package io.rhumb.engine;

import io.rhumb.strategy.Step;

/**
 * What a {@link Dispatch} asks its surroundings to do. Called on the thread that fed the event.
 * Nothing here may throw: an attempt that nobody ends is in flight for good. A call that cannot be
 * made is told as an end, such as {@link Outcome#UNREACHABLE}, or {@link Outcome#NOT_MADE} where
 * the surroundings have a bug.
 */
public interface DispatchActions {

  /** Whether a step whose delay has passed is still worth starting. Its target would take the attempt. */
  boolean confirm(Step step, Target target);

  /** Start this upstream call. Its end is told by {@link Dispatch#ended}, at once or later. */
  void launch(Attempt attempt);

  /** Stop this upstream call; nothing more is wanted of it. It has ended already as far as the dispatch is concerned. */
  void cancel(Attempt attempt);

  /**
   * Call {@link Dispatch#wake} then. Replaces an earlier wish.
   *
   * @param atNanos the time, later than now
   */
  void wakeAt(long atNanos);

  /** An attempt ended, for whatever reason: the one place to count it. */
  void onEnded(Attempt attempt);

  /** A hedge whose time had come did not start. To be counted; the default does nothing. */
  default void onHedgeSuppressed(HedgeSuppression why) {}

  /** Give the client the answer of this attempt: all of it, or what there is of it and the rest as it comes if it was committed. */
  void answer(Attempt attempt);

  /** Tell the client that there is no answer. Nothing follows. */
  void fail(DispatchFailure failure);
}

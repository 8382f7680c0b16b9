package io.rhumb.strategy;

/**
 * Decides, for one request, which targets to try, in which order and when.
 *
 * <p>Thread-safe: one instance serves every event loop at once.
 */
public interface RoutingStrategy extends AutoCloseable {

  /**
   * Plans one request. Pure and quick: no blocking call, no I/O, a few microseconds at the most.
   *
   * @param request what is asked for; not to be kept beyond the call
   * @param targets the targets that may serve it, at least one; not to be kept beyond the call
   * @return the plan; its steps name targets of {@code targets} only
   */
  RoutePlan plan(RouteRequest request, TargetsView targets);

  /**
   * Asked when the delay of a {@link Trigger#AFTER_DELAY_OR_FAILURE} step has passed and its target would take the attempt: the last
   * word on whether it is worth starting now, and the place to charge a budget for it. Pure and quick, as {@link #plan}. The
   * default always wants it.
   *
   * @param step as in the plan
   * @param target its target as it is now; not to be kept beyond the call
   * @return false to carry on with what runs; asked again after the delay, or started by a failure
   */
  default boolean confirm(Step step, TargetView target) {
    return true;
  }

  /**
   * Tells how an attempt ended, for strategies that learn more than what {@link TargetView} offers. Pure and quick, as
   * {@link #plan}. The default does nothing.
   *
   * @param record the finished attempt; immutable, may be kept
   */
  default void onAttempt(AttemptRecord record) {}

  /** Frees what the strategy holds. The default does nothing. */
  @Override
  default void close() {}
}

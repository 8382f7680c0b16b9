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

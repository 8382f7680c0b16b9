package io.rhumb.strategy;

/**
 * The targets that may serve one request, in the order of the configuration. What lies outside the request's residency
 * fence is not among them. Valid only during {@link RoutingStrategy#plan}.
 */
public interface TargetsView {

  /**
   * The number of targets.
   *
   * @return from 1 to 32
   */
  int size();

  /**
   * One target.
   *
   * @param index from 0 to {@code size() - 1}
   * @return the target
   * @throws IndexOutOfBoundsException if there is no such target
   */
  TargetView get(int index);
}

package io.rhumb.engine;

import io.rhumb.strategy.RoutePlan;

/** Hears what two strategies made of the same request. Thread-safe, and quick: called on the event loop of the request. */
public interface ShadowListener extends Planner.FaultListener {

  /** Hears nothing. (Of a class of its own: a lambda in an interface's constant is made anew at every start, and not taken from the image's cache.) */
  ShadowListener NONE = new ShadowListener() {
    @Override
    public void onPlans(String model, RoutePlan run, RoutePlan beside) {}
  };

  /**
   * Both have planned.
   *
   * @param model that the request asks for
   * @param run the plan that is carried out
   * @param beside the plan that is not
   */
  void onPlans(String model, RoutePlan run, RoutePlan beside);

  /** {@inheritDoc} The one beside; nothing else came of it. The default does nothing. */
  @Override
  default void onFault(Throwable fault, long count) {}
}

package io.rhumb.engine;

import io.rhumb.strategy.RoutePlan;
import org.jspecify.annotations.Nullable;

/**
 * Whether a plan spills over: its first attempt goes to another region although a local target takes attempts, and that one has as many
 * running as its limit allows. What load balancers call spillover. Of a strategy that does not care what is local it says
 * no more than that.
 */
public final class Spill {

  private Spill() {}

  /**
   * The local target that a plan leaves for its limit. To be asked when the plan has just been made; most plans begin locally, and then
   * nothing but that is looked at.
   *
   * @return null if it leaves none
   */
  public static @Nullable Target of(RoutePlan plan, TargetSet targets) {
    Target first =
        plan.steps().isEmpty() ? null : targets.byId(plan.steps().get(0).target());
    if (first == null || first.local()) {
      return null;
    }
    for (int i = 0; i < targets.size(); i++) {
      Target target = targets.get(i);
      if (target.local()
          && target.inFlight() >= target.limit()
          && target.availability().admits()) {
        return target;
      }
    }
    return null;
  }
}

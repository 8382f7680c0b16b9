package io.rhumb.engine;

import io.rhumb.strategy.RoutePlan;
import io.rhumb.strategy.Step;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which target to ask when every one of a plan is refused by its breaker: refusing all requests helps nobody, and the breakers may all
 * have opened for a reason of the gateway's own.
 *
 * <p>The one that was asked least often in this way since its breaker opened; so each has its turn, and whichever comes back first is
 * found first. Among these the one with the least error rate, so that the first to be asked is the one that fared best before;
 * then the one whose own probe is nearest, then the first of the plan.
 *
 * <p>None where a target has no quota: the client is told so, and when to come again. A target that asked to be left alone is.
 */
final class LastResort {

  private LastResort() {}

  /** The step to take; null if there is none. */
  static @Nullable Step of(RoutePlan plan, TargetSet targets, long nowNanos) {
    List<Step> steps = plan.steps();
    Step best = null;
    Target bestTarget = null;
    for (int i = 0; i < steps.size(); i++) {
      Target target = targets.byId(steps.get(i).target());
      if (target == null || target.cooling(nowNanos)) {
        if (target != null && target.throttled(nowNanos)) {
          return null;
        }
      } else if (bestTarget == null || better(target, bestTarget, nowNanos)) {
        best = steps.get(i);
        bestTarget = target;
      }
    }
    return best;
  }

  private static boolean better(Target one, Target other, long nowNanos) {
    int order = Integer.compare(one.lastResorts(), other.lastResorts());
    if (order == 0) {
      order = Double.compare(one.errorRate(), other.errorRate());
    }
    if (order == 0) {
      order = Long.compare(one.untilAdmittedNanos(nowNanos), other.untilAdmittedNanos(nowNanos));
    }
    return order < 0;
  }
}

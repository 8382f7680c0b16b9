package io.rhumb.engine;

import io.rhumb.strategy.RoutePlan;
import io.rhumb.strategy.Step;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which target to ask when every one of a plan is refused: refusing all requests helps nobody, and breakers may have opened for a reason of
 * the gateway's own.
 *
 * <p>The one that was asked least often in this way since its breaker opened; so each has its turn, and whichever comes back first is
 * found first. Among these the one with the least error rate, so that the first to be asked is the one that fared best before;
 * then the one whose own probe is nearest, then the first of the plan.
 *
 * <p>Only one that its breaker refuses: a target that has no quota, or asked to be left alone, is left alone. Where that is all of them, the
 * client is told when to come again.
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
      if (target != null
          && !target.cooling(nowNanos)
          && (bestTarget == null || better(target, bestTarget, nowNanos))) {
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

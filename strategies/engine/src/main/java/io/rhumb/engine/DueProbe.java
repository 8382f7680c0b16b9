package io.rhumb.engine;

import io.rhumb.strategy.RoutePlan;
import io.rhumb.strategy.Step;
import java.util.ArrayList;
import java.util.List;

/**
 * Has a request try a target that may have recovered, although its plan prefers others. A strategy that has a favourite asks the next
 * one only when that fails: a next one whose breaker is half-open would stay so until then, be no hedge meanwhile, and take one request
 * of an outage's first rush where it could take all.
 */
final class DueProbe {

  private DueProbe() {}

  /** The plan, with the target {@linkplain Target#probeDue whose probe is due} before the others, if there is one. */
  static RoutePlan first(RoutePlan plan, TargetSet targets, long nowNanos) {
    List<Step> steps = plan.steps();
    for (int i = 0; i < steps.size(); i++) {
      Target target = targets.byId(steps.get(i).target());
      if (target != null && target.probeDue(nowNanos)) {
        return i == 0 ? plan : first(steps, i);
      }
    }
    return plan;
  }

  private static RoutePlan first(List<Step> steps, int index) {
    List<Step> moved = new ArrayList<>(steps);
    Step probe = moved.remove(index);
    Step next = moved.get(0);
    moved.set(0, Step.onFailure(next.target(), next.reason()));
    moved.add(0, Step.immediately(probe.target(), probe.reason()));
    return new RoutePlan(moved);
  }
}

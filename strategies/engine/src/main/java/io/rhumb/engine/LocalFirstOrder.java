package io.rhumb.engine;

import io.rhumb.strategy.RoutePlan;
import io.rhumb.strategy.Step;
import java.util.ArrayList;
import java.util.List;

/** The order that needs no strategy: local targets, then the others, each in the order of the configuration. */
final class LocalFirstOrder {

  private static final String REASON = "strategy fault: local-first order";

  private LocalFirstOrder() {}

  static RoutePlan of(TargetSet targets) {
    List<Step> steps = new ArrayList<>(targets.size());
    add(targets, true, steps);
    add(targets, false, steps);
    return new RoutePlan(steps);
  }

  private static void add(TargetSet targets, boolean local, List<Step> steps) {
    for (int i = 0; i < targets.size(); i++) {
      Target target = targets.get(i);
      if (target.local() == local) {
        steps.add(
            steps.isEmpty()
                ? Step.immediately(target.id(), REASON)
                : Step.onFailure(target.id(), REASON));
      }
    }
  }
}

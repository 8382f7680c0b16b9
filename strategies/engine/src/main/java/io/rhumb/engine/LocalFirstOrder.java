package io.rhumb.engine;

import io.rhumb.strategy.RoutePlan;
import io.rhumb.strategy.Step;
import java.util.ArrayList;
import java.util.List;

/** The order that needs no strategy: local targets, then the others, each in the order of the configuration. */
final class LocalFirstOrder {

  static final String FAULT = "strategy fault: local-first order";
  static final String SWITCHED_OFF = "strategy switched off: local-first order";

  private LocalFirstOrder() {}

  static RoutePlan of(TargetSet targets, String reason) {
    List<Step> steps = new ArrayList<>(targets.size());
    add(targets, true, reason, steps);
    add(targets, false, reason, steps);
    return new RoutePlan(steps);
  }

  private static void add(TargetSet targets, boolean local, String reason, List<Step> steps) {
    for (int i = 0; i < targets.size(); i++) {
      Target target = targets.get(i);
      if (target.local() == local) {
        steps.add(
            steps.isEmpty()
                ? Step.immediately(target.id(), reason)
                : Step.onFailure(target.id(), reason));
      }
    }
  }
}

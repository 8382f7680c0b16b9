package io.rhumb.strategy.builtin;

import io.rhumb.strategy.RoutePlan;
import io.rhumb.strategy.RouteRequest;
import io.rhumb.strategy.RoutingStrategy;
import io.rhumb.strategy.Step;
import io.rhumb.strategy.TargetView;
import io.rhumb.strategy.TargetsView;

/**
 * The waterfall: the local region as long as it takes requests and has room, then the others in the order of the configuration,
 * as Google's load balancers fill regions by default.
 *
 * <p>Targets fall into three tiers: those that admit attempts and have room; those that admit attempts but are at their limit;
 * those that refuse. The last stay in the plan: by the time it comes to them they may have recovered. Within each tier local
 * targets stand before remote ones.
 */
final class LocalFirst implements RoutingStrategy {

  @Override
  public RoutePlan plan(RouteRequest request, TargetsView targets) {
    long tiers = Tiers.of(targets);
    Step[] steps = new Step[targets.size()];
    int next = 0;
    for (int tier = Tiers.ROOM; tier <= Tiers.REFUSES; tier++) {
      next = add(targets, tiers, tier, true, steps, next);
      next = add(targets, tiers, tier, false, steps, next);
    }
    return RoutePlan.of(steps);
  }

  private static int add(
      TargetsView targets, long tiers, int tier, boolean local, Step[] steps, int from) {
    int next = from;
    for (int i = 0; i < steps.length; i++) {
      TargetView target = targets.get(i);
      if (Tiers.at(tiers, i) == tier && target.local() == local) {
        String reason = Tiers.reason(tier, local ? "local" : "next region");
        steps[next] = Ranking.step(next, target.id(), reason);
        next++;
      }
    }
    return next;
  }
}

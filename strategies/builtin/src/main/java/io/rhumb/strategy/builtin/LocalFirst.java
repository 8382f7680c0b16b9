package io.rhumb.strategy.builtin;

import io.rhumb.strategy.RoutePlan;
import io.rhumb.strategy.RouteRequest;
import io.rhumb.strategy.RoutingStrategy;
import io.rhumb.strategy.Step;
import io.rhumb.strategy.StrategyContext;
import io.rhumb.strategy.TargetView;
import io.rhumb.strategy.TargetsView;

/**
 * The waterfall: the local region as long as it takes requests and has room, then the others in the order of the configuration,
 * as Google's load balancers fill regions by default.
 *
 * <p>Targets fall into three tiers: those that admit attempts and have room; those that admit attempts but are at their limit;
 * those that refuse. The last stay in the plan: by the time it comes to them they may have recovered. Within each tier local
 * targets stand before remote ones, and among those with room the ones that {@linkplain FailBack come back} after a refusal
 * get their requests step by step: for the others they stand behind those that were well all along.
 *
 * <p>To be at the limit is not to be refused, and nothing has to come back from it. The limit moves gently itself and leaves as much
 * to the target as that can do; to hold back more whenever it is touched would leave servers idle that have room, and swing
 * between too little and too much.
 */
final class LocalFirst implements RoutingStrategy {

  private final FailBack failBack;

  LocalFirst(StrategyContext context) {
    failBack = new FailBack(context.clock(), context.random());
  }

  @Override
  public RoutePlan plan(RouteRequest request, TargetsView targets) {
    long tiers = Tiers.of(targets);
    int heldBack = failBack.heldBack(targets, tiers);
    Step[] steps = new Step[targets.size()];
    int next = add(targets, tiers, Tiers.ROOM, ~heldBack, steps, 0);
    if (heldBack != 0) {
      next = add(targets, tiers, Tiers.ROOM, heldBack, steps, next);
    }
    next = add(targets, tiers, Tiers.AT_LIMIT, -1, steps, next);
    add(targets, tiers, Tiers.REFUSES, -1, steps, next);
    return RoutePlan.of(steps);
  }

  /** Adds those of a tier whose bit is set, local ones first. */
  private static int add(
      TargetsView targets, long tiers, int tier, int which, Step[] steps, int from) {
    int next = add(targets, tiers, tier, which, true, steps, from);
    return add(targets, tiers, tier, which, false, steps, next);
  }

  private static int add(
      TargetsView targets, long tiers, int tier, int which, boolean local, Step[] steps, int from) {
    int next = from;
    for (int i = 0; i < steps.length; i++) {
      TargetView target = targets.get(i);
      if (Tiers.at(tiers, i) == tier && (which >>> i & 1) != 0 && target.local() == local) {
        steps[next] =
            Ranking.step(next, target.id(), Tiers.reason(tier, local ? "local" : "next region"));
        next++;
      }
    }
    return next;
  }
}

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

  private static final int ROOM = 0;
  private static final int AT_LIMIT = 1;
  private static final int REFUSES = 2;

  @Override
  public RoutePlan plan(RouteRequest request, TargetsView targets) {
    int size = targets.size();
    // Each target is looked at once, so that a number that
    // changes meanwhile cannot put it into two tiers.
    long tiers = 0;
    for (int i = 0; i < size; i++) {
      tiers |= ((long) tier(targets.get(i))) << (2 * i);
    }
    Step[] steps = new Step[size];
    int next = 0;
    for (int tier = ROOM; tier <= REFUSES; tier++) {
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
      if (((tiers >>> (2 * i)) & 3) == tier && target.local() == local) {
        steps[next] = step(next, target.id(), reason(tier, local));
        next++;
      }
    }
    return next;
  }

  private static int tier(TargetView target) {
    if (!target.availability().admits()) {
      return REFUSES;
    }
    return target.inFlight() < target.limit() ? ROOM : AT_LIMIT;
  }

  private static String reason(int tier, boolean local) {
    return switch (tier) {
      case ROOM -> local ? "local" : "next region";
      case AT_LIMIT -> "at its limit";
      default -> "refuses attempts for now";
    };
  }

  private static Step step(int position, String target, String reason) {
    return position == 0 ? Step.immediately(target, reason) : Step.onFailure(target, reason);
  }
}

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
 * <p>Targets fall into four tiers: those that admit attempts and have room, local before remote; those that admit attempts but
 * are at their limit; those that refuse. The last stay in the plan: by the time it comes to them they may have recovered.
 */
final class LocalFirst implements RoutingStrategy {

  private static final int TIERS = 4;

  @Override
  public RoutePlan plan(RouteRequest request, TargetsView targets) {
    int size = targets.size();
    // Each target is looked at once, so that a number that changes meanwhile cannot put it into two
    // tiers.
    long tiers = 0;
    for (int i = 0; i < size; i++) {
      tiers |= ((long) tier(targets.get(i))) << (2 * i);
    }
    Step[] steps = new Step[size];
    int next = 0;
    for (int tier = 0; tier < TIERS; tier++) {
      for (int i = 0; i < size; i++) {
        if (((tiers >>> (2 * i)) & 3) == tier) {
          steps[next] = step(next, targets.get(i), tier);
          next++;
        }
      }
    }
    return RoutePlan.of(steps);
  }

  private static int tier(TargetView target) {
    if (!target.availability().admits()) {
      return 3;
    }
    if (target.inFlight() >= target.limit()) {
      return 2;
    }
    return target.local() ? 0 : 1;
  }

  private static Step step(int position, TargetView target, int tier) {
    String reason =
        switch (tier) {
          case 0 -> "local";
          case 1 -> "next region";
          case 2 -> "at its limit";
          default -> "refuses attempts for now";
        };
    return position == 0
        ? Step.immediately(target.id(), reason)
        : Step.onFailure(target.id(), reason);
  }
}

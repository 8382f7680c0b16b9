package io.rhumb.strategy.builtin;

import io.rhumb.strategy.RoutePlan;
import io.rhumb.strategy.RouteRequest;
import io.rhumb.strategy.RoutingStrategy;
import io.rhumb.strategy.TargetsView;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A fixed order of targets, wherever the gateway runs. Targets that are not named come after those that are, in the order of the
 * configuration; a name that is not in the view changes nothing, as it may be outside the request's residency fence. As
 * everywhere, a target at its limit comes after those that have room, and one that refuses comes last.
 */
final class Priority implements RoutingStrategy {

  private static final String NOT_NAMED = "after those in order";

  private final Map<String, Integer> positions;
  private final Map<String, String> reasons;

  Priority(List<String> order) {
    this.positions = IntStream.range(0, order.size())
        .boxed()
        .collect(Collectors.toUnmodifiableMap(order::get, position -> position));
    this.reasons = positions.entrySet().stream()
        .collect(Collectors.toUnmodifiableMap(
            Map.Entry::getKey, entry -> "priority " + (entry.getValue() + 1)));
  }

  @Override
  public RoutePlan plan(RouteRequest request, TargetsView targets) {
    double[] scores = new double[targets.size()];
    for (int i = 0; i < scores.length; i++) {
      scores[i] = positions.getOrDefault(targets.get(i).id(), Integer.MAX_VALUE);
    }
    return Ranking.plan(
        targets,
        Tiers.of(targets),
        scores,
        (target, index) -> reasons.getOrDefault(target.id(), NOT_NAMED));
  }
}

package io.rhumb.strategy.builtin;

import io.rhumb.strategy.RoutePlan;
import io.rhumb.strategy.RouteRequest;
import io.rhumb.strategy.RoutingStrategy;
import io.rhumb.strategy.TargetsView;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/**
 * Shares by weight: the first step goes to a target that is drawn with a probability proportional to its weight, among those that
 * admit attempts and have room; the rest follow, the heaviest first.
 *
 * <p>Drawn by chance and not by a smooth rotation, because nothing has to be shared then: not between event loops, so there is
 * nothing to contend for, and not between gateways, which a rotation would send to the same target in step. The price is the
 * spread of chance: of n requests, a share p is met within about √(p(1−p)/n).
 *
 * <p>A target that has no weight is there for failover only. To give it a share nobody asked for would surprise more, and the
 * plan's reason says so. A weight for a target that is not in the view changes nothing: it may be outside the request's residency
 * fence.
 */
final class Weighted implements RoutingStrategy {

  private static final String NO_WEIGHT = "no weight: failover only";

  private final Map<String, Double> weights;
  private final Map<String, String> reasons;
  private final RandomGenerator random;

  Weighted(Map<String, Double> weights, RandomGenerator random) {
    this.weights = Map.copyOf(weights);
    this.reasons = weights.entrySet().stream()
        .collect(Collectors.toUnmodifiableMap(
            Map.Entry::getKey,
            entry -> entry.getValue() > 0 ? "weight " + entry.getValue() : NO_WEIGHT));
    this.random = random;
  }

  @Override
  public RoutePlan plan(RouteRequest request, TargetsView targets) {
    long tiers = Tiers.of(targets);
    double[] scores = new double[targets.size()];
    for (int i = 0; i < scores.length; i++) {
      scores[i] = -weights.getOrDefault(targets.get(i).id(), 0.0);
    }
    int drawn = draw(tiers, scores);
    if (drawn >= 0) {
      scores[drawn] = Double.NEGATIVE_INFINITY;
    }
    return Ranking.plan(
        targets, tiers, scores, (target, index) -> reasons.getOrDefault(target.id(), NO_WEIGHT));
  }

  /** The index of a target of the best tier, or -1 if none there has a weight. */
  private int draw(long tiers, double[] scores) {
    int tier = Tiers.best(tiers, scores.length);
    double total = 0;
    for (int i = 0; i < scores.length; i++) {
      total += Tiers.at(tiers, i) == tier ? -scores[i] : 0;
    }
    double left = random.nextDouble() * total;
    int drawn = -1;
    for (int i = 0; i < scores.length && left >= 0; i++) {
      if (Tiers.at(tiers, i) == tier && scores[i] < 0) {
        // Rounding may leave a trace of the total: then the last one stands.
        drawn = i;
        left += scores[i];
      }
    }
    return drawn;
  }
}

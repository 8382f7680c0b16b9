package io.rhumb.strategy.builtin;

import io.rhumb.strategy.AttemptRecord;
import io.rhumb.strategy.RoutePlan;
import io.rhumb.strategy.RouteRequest;
import io.rhumb.strategy.RoutingStrategy;
import io.rhumb.strategy.Step;
import io.rhumb.strategy.TargetView;
import io.rhumb.strategy.TargetsView;
import java.util.OptionalLong;

/**
 * Requests with the same {@linkplain StickyKey key} go to the same target, from whichever gateway: by {@linkplain Rendezvous
 * rendezvous hashing}, with bounded loads (Mirrokni, Thorup and Zadimoghaddam, 2016). Requests without a key are left to another
 * strategy.
 *
 * <p>A target that one more attempt would lift above {@code bound} times the mean of those that have room, rounded up, is passed
 * over: it comes after the others. Below a handful of attempts that says nothing about a target's load, which is a whole region's;
 * there every key stays where it belongs.
 */
final class Sticky implements RoutingStrategy {

  /** So many attempts on one target are never too many. A guess: far fewer than a region's replicas take at once. */
  private static final int ALWAYS_FINE = 8;

  /** Above every rank, so that who is passed over comes after the rest. */
  private static final double PASSED_OVER = 1;

  private final StickyKey key;
  private final double bound;
  private final RoutingStrategy otherwise;

  Sticky(StickyKey key, double bound, RoutingStrategy otherwise) {
    this.key = key;
    this.bound = bound;
    this.otherwise = otherwise;
  }

  @Override
  public RoutePlan plan(RouteRequest request, TargetsView targets) {
    OptionalLong hash = key.of(request);
    return hash.isPresent() ? plan(hash.getAsLong(), targets) : otherwise.plan(request, targets);
  }

  /** Only the other strategy delays steps. */
  @Override
  public boolean confirm(Step step, TargetView target) {
    return otherwise.confirm(step, target);
  }

  @Override
  public void onAttempt(AttemptRecord record) {
    otherwise.onAttempt(record);
  }

  private RoutePlan plan(long hash, TargetsView targets) {
    long tiers = Tiers.of(targets);
    int most = mostInFlight(targets, tiers);
    double[] scores = new double[targets.size()];
    for (int i = 0; i < scores.length; i++) {
      scores[i] = Rendezvous.rank(hash, Rendezvous.hash(targets.get(i).id()))
          + (targets.get(i).inFlight() < most ? 0 : PASSED_OVER);
    }
    return Ranking.plan(
        targets,
        tiers,
        scores,
        (target, index) ->
            scores[index] < PASSED_OVER ? "by its key" : "above its share of the load");
  }

  /** The bound counts the request that is being planned, and only targets that could take it. */
  private int mostInFlight(TargetsView targets, long tiers) {
    int size = targets.size();
    int able = 0;
    long total = 1;
    for (int i = 0; i < size; i++) {
      if (Tiers.at(tiers, i) == Tiers.ROOM) {
        able++;
        total += targets.get(i).inFlight();
      }
    }
    return Math.max(ALWAYS_FINE, (int) Math.ceil(bound * total / Math.max(1, able)));
  }
}

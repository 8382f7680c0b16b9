package io.rhumb.simulator.reference;

import io.rhumb.strategy.AttemptRecord;
import io.rhumb.strategy.AttemptResult;
import io.rhumb.strategy.RoutePlan;
import io.rhumb.strategy.RouteRequest;
import io.rhumb.strategy.RoutingStrategy;
import io.rhumb.strategy.Step;
import io.rhumb.strategy.StrategyContext;
import io.rhumb.strategy.TargetsView;
import java.util.HashMap;
import java.util.Map;

/**
 * Averages latencies as attempts end, a failure as five seconds or more (as linkerd charges them), and lets a chooser pick. The
 * other targets follow in the order of the configuration. One thread.
 */
final class AveragingRule implements RoutingStrategy {

  private static final double PENALTY_NANOS = 5e9;

  private final Chooser chooser;
  private final boolean peak;
  private final StrategyContext context;
  private final Map<String, LatencyAverage> averages = new HashMap<>();

  AveragingRule(Chooser chooser, boolean peak, StrategyContext context) {
    this.chooser = chooser;
    this.peak = peak;
    this.context = context;
  }

  @Override
  public RoutePlan plan(RouteRequest request, TargetsView targets) {
    double[] seen = new double[targets.size()];
    for (int i = 0; i < seen.length; i++) {
      LatencyAverage average = averages.get(targets.get(i).id());
      seen[i] = average == null ? 0 : average.nanos();
    }
    int first = chooser.choose(targets, seen, context.random());
    Step[] steps = new Step[seen.length];
    steps[0] = Step.immediately(targets.get(first).id(), "picked");
    for (int i = 0; i < seen.length - 1; i++) {
      steps[i + 1] = Step.onFailure(targets.get(i < first ? i : i + 1).id(), "next");
    }
    return RoutePlan.of(steps);
  }

  @Override
  public void onAttempt(AttemptRecord record) {
    if (record.result() != AttemptResult.IGNORED) {
      double nanos = record.result() == AttemptResult.ANSWERED
          ? record.elapsedNanos()
          : Math.max(PENALTY_NANOS, (double) record.elapsedNanos());
      averages
          .computeIfAbsent(record.target(), id -> new LatencyAverage(peak))
          .add(nanos, context.clock().getAsLong());
    }
  }
}

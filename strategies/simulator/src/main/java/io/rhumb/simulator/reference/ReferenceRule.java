package io.rhumb.simulator.reference;

import io.rhumb.strategy.RoutingStrategy;
import io.rhumb.strategy.RoutingStrategyProvider;
import io.rhumb.strategy.StrategyConfig;
import io.rhumb.strategy.StrategyContext;
import io.rhumb.strategy.TargetsView;
import java.util.function.IntToDoubleFunction;
import java.util.random.RandomGenerator;

/**
 * A rule that chooses by average latency.
 *
 * @param title what tables call it
 * @param peak whether averages follow peaks at once
 * @param chooser picks the target
 */
record ReferenceRule(String title, boolean peak, Chooser chooser)
    implements RoutingStrategyProvider {

  @Override
  public String name() {
    return "reference-rule";
  }

  @Override
  public RoutingStrategy create(StrategyConfig config, StrategyContext context) {
    return new AveragingRule(chooser, peak, context);
  }

  /** The least average, whatever is in flight. */
  static ReferenceRule argmin() {
    return new ReferenceRule(
        "argmin of EWMA, blind to in-flight",
        false,
        (targets, averages, random) -> least(averages.length, i -> averages[i]));
  }

  /** Of two at random the one with the less cost × (pending + 1): Finagle, linkerd. */
  static ReferenceRule powerOfTwo() {
    return new ReferenceRule(
        "power of two choices, Peak-EWMA", true, (targets, averages, random) -> {
          int one = random.nextInt(averages.length);
          int other = (one + 1 + random.nextInt(averages.length - 1)) % averages.length;
          return load(targets, averages, one) <= load(targets, averages, other) ? one : other;
        });
  }

  private static double load(TargetsView targets, double[] averages, int index) {
    return averages[index] * (targets.get(index).inFlight() + 1);
  }

  /** At random, with weights 1 / average⁴. */
  static ReferenceRule proportional() {
    return new ReferenceRule(
        "random, in proportion to 1/EWMA^4",
        false,
        (targets, averages, random) -> draw(averages, random));
  }

  private static int draw(double[] averages, RandomGenerator random) {
    double[] upTo = new double[averages.length];
    double sum = 0;
    for (int i = 0; i < averages.length; i++) {
      if (averages[i] == 0) {
        return i;
      }
      sum += Math.pow(averages[i], -4);
      upTo[i] = sum;
    }
    double at = random.nextDouble() * sum;
    return least(averages.length, i -> upTo[i] > at ? i : Double.MAX_VALUE);
  }

  /** The least average × (1 + ¼ × in flight × gateways / limit), with a limit that nobody had to learn. */
  static ReferenceRule fullScan(int gateways, int limit) {
    return new ReferenceRule(
        "mean EWMA, full scan",
        false,
        (targets, averages, random) -> least(
            averages.length,
            i -> averages[i] * (1 + 0.25 * gateways * targets.get(i).inFlight() / limit)));
  }

  /** The first target, unless its mean over the last half minute is above a threshold: then the second. */
  static ReferenceRule latencyThreshold(long thresholdNanos) {
    return new ReferenceRule(
        "local-first that spills on latency",
        false,
        (targets, averages, random) -> targets.get(0).meanLatencyNanos() > thresholdNanos ? 1 : 0);
  }

  private static int least(int size, IntToDoubleFunction cost) {
    int best = 0;
    for (int i = 1; i < size; i++) {
      if (cost.applyAsDouble(i) < cost.applyAsDouble(best)) {
        best = i;
      }
    }
    return best;
  }
}

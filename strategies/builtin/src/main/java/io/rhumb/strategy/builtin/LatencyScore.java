package io.rhumb.strategy.builtin;

import io.rhumb.strategy.TargetView;

/**
 * What {@link LatencyWeighted} expects of a target: mean latency × (1 + ¼ · in flight / limit), and steeply more above the limit.
 * The limit is this gateway's own share already, so that the number of gateways does not enter.
 *
 * <p>A limit says what is too much; a queue may build up long before. So where the target's learned {@linkplain
 * TargetCapacity#limit capacity}, with room for chance, is less, it stands in for the limit. Requests so move before a queue builds
 * up, not when its slow answers arrive: of two regions that answer equally soon because one has a queue, clients gain nothing.
 *
 * <p>While neither limit nor capacity is known, twice the number that the target usually has in flight stands in. By Little's law the number in
 * flight is throughput × latency, so it rises as soon as a target slows down, long before the slow answers raise the mean. And a
 * target that is new to the load gets it step by step and not all at once, which is what keeps requests from moving as a herd.
 */
final class LatencyScore {

  private static final double PRESSURE = 0.25;
  /** What the score gains for each limit's worth of attempts above the limit, in means. A guess. */
  private static final double OVERLOAD = 2;
  /** Fewer in flight than this say nothing of a region's load while its capacity is not known. A guess. */
  private static final double LEAST_STAND_IN = 8;
  /**
   * Tried in a world of queues: if only what is beyond the usual counts, near-equal targets keep to the local one more strictly, but
   * an overloaded one then oscillates.
   */
  private static final double USUAL_TO_LIMIT = 2;
  /** A target of which nothing is known gets two attempts at once, until one tells something. */
  private static final double COLD_LIMIT = 2;

  /** So many samples the reference weighs against a target's own when these are better than it. A guess. */
  private static final double DOUBT = 10;

  private LatencyScore() {}

  /**
   * The mean to count on.
   *
   * @param referenceNanos the best mean that is well founded; a few lucky samples do not beat it
   */
  static double mean(double meanNanos, long samples, double referenceNanos) {
    return meanNanos >= referenceNanos
        ? meanNanos
        : (samples * meanNanos + DOUBT * referenceNanos) / (samples + DOUBT);
  }

  /** The factor by which attempts in flight raise the mean of a known target: 1 or more. */
  static double pressure(TargetView target, TargetMemory memory) {
    return pressure(target.inFlight() / limit(target.limit(), memory));
  }

  private static double limit(int limit, TargetMemory memory) {
    double learned = memory.learnedLimit();
    if (learned > 0) {
      return Math.min(limit, learned);
    }
    return limit < Integer.MAX_VALUE
        ? limit
        : Math.max(LEAST_STAND_IN, USUAL_TO_LIMIT * memory.usualInFlight());
  }

  /** The same for a target of which nothing is known. */
  static double pressureOfCold(TargetView target) {
    return pressure(target.inFlight() / COLD_LIMIT);
  }

  private static double pressure(double load) {
    return 1 + PRESSURE * Math.min(1, load) + OVERLOAD * Math.max(0, load - 1);
  }
}

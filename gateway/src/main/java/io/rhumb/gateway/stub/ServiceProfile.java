package io.rhumb.gateway.stub;

import java.time.Duration;

/**
 * How long a region takes, and how much it takes at once.
 *
 * @param median median of the log-normal service time; zero: no time at all
 * @param sigma standard deviation of the service time's logarithm; zero: always the median
 * @param roundTrip the network's share, added to every answer; it occupies no slot
 * @param slots how many requests are served at once; zero: any number
 * @param queue how many wait for a slot, first in first out; the next is answered 429
 */
public record ServiceProfile(
    Duration median, double sigma, Duration roundTrip, int slots, int queue) {

  /** Answers at once, any number at a time. */
  public static final ServiceProfile IMMEDIATE =
      new ServiceProfile(Duration.ZERO, 0, Duration.ZERO, 0, 0);

  /** Refuses negative figures. */
  public ServiceProfile {
    check("median", median, !median.isNegative());
    check("sigma", sigma, sigma >= 0 && sigma <= 10);
    check("roundTrip", roundTrip, !roundTrip.isNegative());
    check("slots", slots, slots >= 0);
    check("queue", queue, queue >= 0);
  }

  /** The same with another service time. */
  public ServiceProfile withTime(Duration newMedian, double newSigma) {
    return new ServiceProfile(newMedian, newSigma, roundTrip, slots, queue);
  }

  /** The same with another round-trip time. */
  public ServiceProfile withRoundTrip(Duration newRoundTrip) {
    return new ServiceProfile(median, sigma, newRoundTrip, slots, queue);
  }

  /** The same with other slots and another queue. */
  public ServiceProfile withSlots(int newSlots, int newQueue) {
    return new ServiceProfile(median, sigma, roundTrip, newSlots, newQueue);
  }

  private static void check(String name, Object value, boolean good) {
    if (!good) {
      throw new IllegalArgumentException(name + ": " + value + " (expected: "
          + (name.equals("sigma") ? "0 to 10" : "zero or more") + ")");
    }
  }
}

package io.rhumb.gateway.stub;

import java.util.Random;

/** Draws service times: log-normal, as latencies of servers usually are. Thread-safe. */
final class ServiceTime {

  private static final double NANOS_PER_MILLI = 1e6;

  private final double medianMillis;
  private final double sigma;
  private final Random random;

  ServiceTime(ServiceProfile profile, Random random) {
    this.medianMillis = profile.median().toNanos() / NANOS_PER_MILLI;
    this.sigma = profile.sigma();
    this.random = random;
  }

  /**
   * The next one in milliseconds, which is what timers take. Rounded up or down at random in proportion to the fraction, so
   * that the mean stays right below a millisecond too.
   */
  long nextMillis() {
    if (medianMillis == 0) {
      return 0;
    }
    // exp of a normal deviate with mean 0 has the median 1.
    double millis =
        sigma == 0 ? medianMillis : medianMillis * Math.exp(sigma * random.nextGaussian());
    double whole = Math.floor(millis);
    return (long) whole + (millis > whole && random.nextDouble() < millis - whole ? 1 : 0);
  }
}

package io.rhumb.gateway.load;

import java.util.function.DoubleSupplier;
import java.util.random.RandomGenerator;

/**
 * When requests are due: instants that never decrease, without end, counted from the start. The warm-up begins at a part of the
 * rate, which then grows evenly: a server that has just started is not hit by everything at once, and connections are made one
 * after the other.
 *
 * <p>Requests arrive at a rate of one on a clock that runs as the rate says (Lewis and Shedler's time scale transformation); that
 * clock is turned back into time here. One thread.
 */
final class Schedule {

  /** Of the rate, at the beginning of a warm-up; a guess. */
  static final double FIRST_SHARE = 0.05;

  private final DoubleSupplier arrivals;
  private final double perNano;
  private final double warmUpNanos;
  private final double warmUpRequests;

  private Schedule(DoubleSupplier arrivals, double perNano, long warmUpNanos) {
    this.arrivals = arrivals;
    this.perNano = perNano;
    this.warmUpNanos = warmUpNanos;
    this.warmUpRequests = perNano * warmUpNanos * (1 + FIRST_SHARE) / 2;
  }

  /**
   * A schedule.
   *
   * @param perSecond how many requests are due in a second, on average, after the warm-up; above 0
   * @param warmUpNanos for how long the rate grows; 0: not at all
   * @param random decides where chance does
   */
  static Schedule of(
      Arrivals arrivals, double perSecond, long warmUpNanos, RandomGenerator random) {
    DoubleSupplier unit =
        switch (arrivals) {
          case STEADY -> new Steady();
          case POISSON -> new Poisson(random);
        };
    return new Schedule(unit, perSecond / 1e9, warmUpNanos);
  }

  /** The instant at which the next request is due, in nanoseconds since the start. */
  long nextNanos() {
    double requests = arrivals.getAsDouble();
    return Math.round(
        requests < warmUpRequests
            ? warmingUp(requests)
            : warmUpNanos + (requests - warmUpRequests) / perNano);
  }

  /** Solves requests = perNano * (s t + (1 - s) t² / 2w) for t, in the form that loses no digits. */
  private double warmingUp(double requests) {
    double wanted = requests / perNano;
    double root =
        Math.sqrt(FIRST_SHARE * FIRST_SHARE + 2 * (1 - FIRST_SHARE) * wanted / warmUpNanos);
    return 2 * wanted / (FIRST_SHARE + root);
  }

  /** 0, 1, 2 and so on. */
  private static final class Steady implements DoubleSupplier {

    private long number;

    @Override
    public double getAsDouble() {
      return number++;
    }
  }

  /** Gaps are distributed exponentially around 1, by inversion. */
  private static final class Poisson implements DoubleSupplier {

    private final RandomGenerator random;
    private double at;

    Poisson(RandomGenerator random) {
      this.random = random;
    }

    @Override
    public double getAsDouble() {
      at -= Math.log(1 - random.nextDouble());
      return at;
    }
  }
}

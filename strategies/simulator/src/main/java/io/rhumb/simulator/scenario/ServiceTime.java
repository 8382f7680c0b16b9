package io.rhumb.simulator.scenario;

import java.time.Duration;

/**
 * How long a server works on one request.
 *
 * @param shape of the distribution
 * @param mean of the distribution
 * @param sigma of the logarithm, for {@link Shape#LOG_NORMAL} only; 0 makes every request take the mean
 */
public record ServiceTime(Shape shape, Duration mean, double sigma) {

  /** The shape of the distribution. */
  public enum Shape {
    /** Without memory: the shape for which queueing formulas are known. */
    EXPONENTIAL,
    /** A long right tail, as measured latencies have. */
    LOG_NORMAL
  }

  /** Checks the values. */
  public ServiceTime {
    Check.positive("service.mean", mean);
    Check.atLeast("service.sigma", sigma, 0);
    if (shape == Shape.EXPONENTIAL && sigma != 0) {
      throw Check.invalid("service.sigma", sigma, "none for an exponential service time");
    }
  }

  /** Exponential. */
  public static ServiceTime exponential(Duration mean) {
    return new ServiceTime(Shape.EXPONENTIAL, mean, 0);
  }

  /** Log-normal. */
  public static ServiceTime logNormal(Duration mean, double sigma) {
    return new ServiceTime(Shape.LOG_NORMAL, mean, sigma);
  }
}

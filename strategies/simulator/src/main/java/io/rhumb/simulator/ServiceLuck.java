package io.rhumb.simulator;

import io.rhumb.simulator.Luck.Purpose;
import io.rhumb.simulator.Luck.Stream;
import io.rhumb.simulator.scenario.RegionSpec;
import io.rhumb.simulator.scenario.ServiceTime;
import io.rhumb.simulator.scenario.ServiceTime.Shape;
import io.rhumb.simulator.scenario.Stall;

/** What one region has in store for each request: a function of the request's number alone. */
final class ServiceLuck {

  private final Stream service;
  private final Stream angle;
  private final Stream stalls;
  private final Stream failures;
  private final double meanNanos;
  private final double sigma;
  /** The median of a log-normal, exp(mu) = mean / exp(sigma² / 2); the mean of an exponential. */
  private final double scaleNanos;

  private final boolean exponential;
  private final Stall stall;

  ServiceLuck(Luck luck, int region, RegionSpec spec) {
    ServiceTime time = spec.service();
    service = luck.stream(Purpose.SERVICE, region);
    angle = luck.stream(Purpose.SERVICE_ANGLE, region);
    stalls = luck.stream(Purpose.STALL, region);
    failures = luck.stream(Purpose.FAILURE, region);
    exponential = time.shape() == Shape.EXPONENTIAL;
    sigma = time.sigma();
    meanNanos = time.mean().toNanos();
    scaleNanos = meanNanos / StrictMath.exp(sigma * sigma / 2);
    stall = spec.stall();
  }

  /** How long a healthy server works on a request, on average. */
  double meanServiceNanos() {
    return meanNanos;
  }

  /** By how much an answer is held up, on average. */
  double meanStallNanos() {
    return stall.probability() * stall.duration().toNanos();
  }

  /** How long a healthy server works on it. */
  long serviceNanos(long request) {
    double factor = exponential ? service.exponential(request) : logNormal(request);
    return Math.max(1, Math.round(scaleNanos * factor));
  }

  private double logNormal(long request) {
    return sigma == 0 ? 1 : StrictMath.exp(sigma * service.normal(request, angle));
  }

  /** By how much its answer is held up. */
  long stallNanos(long request) {
    boolean stalls = stall.probability() > 0 && this.stalls.uniform(request) < stall.probability();
    return stalls ? stall.duration().toNanos() : 0;
  }

  /** Whether it fails where this share does. */
  boolean fails(long request, double share) {
    return share > 0 && failures.uniform(request) < share;
  }
}

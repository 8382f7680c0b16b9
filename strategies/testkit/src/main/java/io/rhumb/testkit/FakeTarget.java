package io.rhumb.testkit;

import io.rhumb.strategy.Availability;
import io.rhumb.strategy.TargetView;
import java.time.Duration;

/**
 * A target of which a strategy sees what the test says. Immutable: each method that changes something returns another target.
 *
 * @param id its name
 * @param region its region
 * @param local whether that is the gateway's own
 * @param availability whether it takes attempts
 * @param inFlight attempts that are running on it
 * @param limit how many should at the most
 * @param meanLatencyNanos mean latency, and every quantile up to the median
 * @param tailNanos every quantile above the median
 * @param latencySamples how many samples are behind these numbers
 * @param errorRate the share of attempts that failed
 */
public record FakeTarget(
    String id,
    String region,
    boolean local,
    Availability availability,
    int inFlight,
    int limit,
    long meanLatencyNanos,
    long tailNanos,
    long latencySamples,
    double errorRate)
    implements TargetView {

  /** As latencies usually are: the slow ones take three times as long. A guess. */
  private static final int TAIL = 3;

  /**
   * A target in the gateway's region that admits attempts, has no limit and was never tried.
   *
   * @param id its name, and its region's
   * @return the target
   */
  public static FakeTarget local(String id) {
    return idle(id, true);
  }

  /**
   * A target in another region that admits attempts, has no limit and was never tried.
   *
   * @param id its name, and its region's
   * @return the target
   */
  public static FakeTarget remote(String id) {
    return idle(id, false);
  }

  private static FakeTarget idle(String id, boolean local) {
    return new FakeTarget(id, id, local, Availability.ADMITTED, 0, Integer.MAX_VALUE, 0, 0, 0, 0);
  }

  /**
   * The same target, taking attempts or not.
   *
   * @param other whether it takes attempts
   * @return another target
   */
  public FakeTarget is(Availability other) {
    return new FakeTarget(
        id,
        region,
        local,
        other,
        inFlight,
        limit,
        meanLatencyNanos,
        tailNanos,
        latencySamples,
        errorRate);
  }

  /**
   * The same target with attempts running.
   *
   * @param attempts how many
   * @param most how many should at the most
   * @return another target
   */
  public FakeTarget runs(int attempts, int most) {
    return new FakeTarget(
        id,
        region,
        local,
        availability,
        attempts,
        most,
        meanLatencyNanos,
        tailNanos,
        latencySamples,
        errorRate);
  }

  /**
   * The same target with a latency, of which the slow tail is three times the mean.
   *
   * @param mean latency, and median
   * @param samples how many have been measured
   * @return another target
   */
  public FakeTarget answersIn(Duration mean, long samples) {
    return answersIn(mean, mean.multipliedBy(TAIL), samples);
  }

  /**
   * The same target with a latency.
   *
   * @param mean latency, and median
   * @param tail every quantile above the median
   * @param samples how many have been measured; with 0 there is no latency, as in the gateway
   * @return another target
   */
  public FakeTarget answersIn(Duration mean, Duration tail, long samples) {
    return new FakeTarget(
        id,
        region,
        local,
        availability,
        inFlight,
        limit,
        samples == 0 ? 0 : mean.toNanos(),
        samples == 0 ? 0 : tail.toNanos(),
        samples,
        errorRate);
  }

  /**
   * The same target with failures.
   *
   * @param rate the share of attempts that failed, from 0 to 1
   * @return another target
   */
  public FakeTarget fails(double rate) {
    return new FakeTarget(
        id,
        region,
        local,
        availability,
        inFlight,
        limit,
        meanLatencyNanos,
        tailNanos,
        latencySamples,
        rate);
  }

  @Override
  public long latencyQuantileNanos(double q) {
    return q > 0.5 ? tailNanos : meanLatencyNanos;
  }
}

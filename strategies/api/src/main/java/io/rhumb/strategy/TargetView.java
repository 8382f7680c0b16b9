package io.rhumb.strategy;

/**
 * One target as a strategy sees it. Every statistic is kept by the gateway, once, for all strategies; reading one takes no
 * lock. Numbers are those of the moment, each by itself: two reads may differ.
 *
 * <p>Latency is the time from the start of an attempt to the first byte of the answer's body. Failures count in it with a
 * penalty of five seconds or more, attempts that took too long with all the time they had, so that failing fast never looks like
 * answering fast.
 */
public interface TargetView {

  /**
   * The target's name, unique within its model.
   *
   * @return the name, as in the configuration
   */
  String id();

  /**
   * The cloud region.
   *
   * @return the region, such as {@code us-central1}
   */
  String region();

  /**
   * Whether the target is in the gateway's own region.
   *
   * @return true if it is
   */
  boolean local();

  /**
   * Whether an attempt on this target would be admitted now, and if not, why.
   *
   * @return the availability
   */
  Availability availability();

  /**
   * Attempts that are running on this target now, from this gateway.
   *
   * @return zero or more
   */
  int inFlight();

  /**
   * How many attempts this gateway should have running on this target at the most.
   *
   * @return at least one; {@link Integer#MAX_VALUE} if there is no limit
   */
  int limit();

  /**
   * Mean latency over the last half minute.
   *
   * @return nanoseconds; 0 while there is no sample
   */
  long meanLatencyNanos();

  /**
   * A quantile of the latency over the last half minute, within five per cent of the true value.
   *
   * @param q from 0 to 1
   * @return nanoseconds; 0 while there is no sample
   */
  long latencyQuantileNanos(double q);

  /**
   * The number of samples behind mean and quantiles. A quantile of fewer than a hundred is a guess.
   *
   * @return zero or more
   */
  long latencySamples();

  /**
   * The share of attempts over the last half minute that failed in a way that the breaker counts.
   *
   * @return from 0 to 1; 0 while there is none
   */
  double errorRate();
}

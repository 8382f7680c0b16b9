package io.rhumb.simulator.report;

/**
 * What one run comes to. Only requests that arrived after the warm-up count, except in the timeline, the trips, the
 * faults and the fingerprint. Two runs are the same, bit for bit, if their results are equal.
 *
 * @param scenario its name
 * @param strategy its name, with its options
 * @param seed of all chance
 * @param requests that arrived
 * @param successes that brought a prediction
 * @param attempts that were made for them
 * @param latency of the successes
 * @param localShare the share of the successes that a gateway's own region gave
 * @param extraWork time of servers spent on anything but the answer that was used, as a share of that
 * @param switchesPerMinute how often a gateway changed the region that gets more than half of its requests
 * @param timeline where requests went
 * @param breakerTrips how often a breaker opened
 * @param faults how often the strategy threw, or answered nonsense
 * @param fingerprint of when and how each request ended
 */
public record RunResult(
    String scenario,
    String strategy,
    long seed,
    long requests,
    long successes,
    long attempts,
    Latency latency,
    double localShare,
    double extraWork,
    double switchesPerMinute,
    Timeline timeline,
    long breakerTrips,
    StrategyFaults faults,
    long fingerprint) {

  /** The share of the requests that brought a prediction. */
  public double successRatio() {
    return requests == 0 ? 1 : (double) successes / requests;
  }

  /** How many attempts a request took. */
  public double attemptsPerRequest() {
    return requests == 0 ? 0 : (double) attempts / requests;
  }

  /** How many attempts were made beyond one per request: 0.02 is two per cent more. */
  public double extraRequests() {
    return requests == 0 ? 0 : attemptsPerRequest() - 1;
  }

  /** How much longer clients waited than with another strategy, usually an oracle: 0.05 is five per cent more. */
  public double regretAgainst(RunResult other) {
    return latency.meanNanos() / other.latency.meanNanos() - 1;
  }
}

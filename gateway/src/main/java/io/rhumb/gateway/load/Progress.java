package io.rhumb.gateway.load;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How far a run has come.
 *
 * @param nanos since the warm-up; 0 as long as it goes on
 * @param ofNanos for so long requests are due
 * @param due requests that were due
 * @param bad requests that have ended otherwise than with 2xx, or were not sent
 * @param open requests on their way
 */
public record Progress(long nanos, long ofNanos, long due, long bad, int open, Moment moment) {

  /** Before anything has happened. */
  static Progress none(LoadPlan plan) {
    Moment nothing = new Moment(new Spread(0, 0, 0, 0, 0, 0), Map.of());
    return new Progress(0, plan.duration().toNanos(), 0, 0, 0, nothing);
  }

  /**
   * What ended in the last second.
   *
   * @param latency of the answers with 2xx
   * @param targets answers by the gateway's target
   */
  public record Moment(Spread latency, Map<String, Long> targets) {

    /** Keeps a copy, in its order. */
    public Moment {
      targets = Collections.unmodifiableMap(new LinkedHashMap<>(targets));
    }
  }
}

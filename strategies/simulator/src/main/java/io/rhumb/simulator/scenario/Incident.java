package io.rhumb.simulator.scenario;

import java.time.Duration;

/**
 * Something befalls a region for a while.
 *
 * @param region which one
 * @param at when it begins
 * @param lasting how long
 * @param flap zero: all the while; else it comes and goes, on for this long, off for this long, beginning with on
 * @param condition what is wrong meanwhile
 */
public record Incident(
    String region, Duration at, Duration lasting, Duration flap, Condition condition) {

  /** Checks the values. */
  public Incident {
    Check.notNegative("incidents[" + region + "].at", at);
    Check.positive("incidents[" + region + "].for", lasting);
    Check.notNegative("incidents[" + region + "].flap", flap);
  }

  /** An incident that does not come and go. */
  public static Incident of(String region, Duration at, Duration lasting, Condition condition) {
    return new Incident(region, at, lasting, Duration.ZERO, condition);
  }

  /** When it is over. */
  public Duration end() {
    return at.plus(lasting);
  }

  boolean overlaps(Incident other) {
    return region.equals(other.region)
        && at.compareTo(other.end()) < 0
        && other.at.compareTo(end()) < 0;
  }
}

package io.rhumb.rehearsal.traffic;

import io.rhumb.rehearsal.stage.Region;

/**
 * Requests at a rate.
 *
 * @param client who asks
 * @param region from where
 * @param perSecond how often
 */
record Flow(Client client, Region region, double perSecond) {

  long periodNanos() {
    return (long) (1e9 / perSecond);
  }
}

package io.rhumb.gateway.faults;

import io.rhumb.gateway.packaged.GatewayProcess;
import java.time.Duration;

/**
 * What a row is played with.
 *
 * @param form how long it may take
 * @param mode how its clients ask
 * @param stage what all rows share
 * @param site the row's own model and regions
 * @param gateway that serves it
 * @param client of the row's own model
 * @param sheet where to write down what was seen
 */
record Scene(
    Form form,
    Mode mode,
    Stage stage,
    Site site,
    GatewayProcess gateway,
    Client client,
    Sheet sheet) {

  /**
   * Sends requests until the connection to the local region is open, and both ends have seen some: what is measured then is the
   * fault, and not the first requests of a process. Counts from 0 after that.
   */
  void warmUp() {
    client.send(10);
    client.send(5).predictedBy(Site.LOCAL);
    site.regions().forEach(region -> region.counters().reset());
  }

  /** Such as {@code us-central1 primary success}: what headers say of an attempt that answers. */
  String won(String attempt) {
    return attempt + " " + mode.won();
  }

  /** Sends requests for longer than a second: no more often is a refused token asked for anew. */
  void outliveForcedRefresh() {
    client.pace(12, Duration.ofMillis(100));
  }
}

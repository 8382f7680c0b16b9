package io.rhumb.rehearsal.stage;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;

/**
 * A region, and where things are in it: {@code 10.<number>.0.0/16} is its own.
 *
 * @param number from 1
 * @param name of the cloud region
 * @param endpoint the id of its Vertex endpoint
 * @param oneWay how far it is from the middle of the inter-region network
 */
public record Region(int number, String name, String endpoint, Duration oneWay) {

  /** Where most of the clients are, and what befalls. */
  public static final Region CENTRAL = new Region(1, "us-central1", "1111", Duration.ofMillis(1));

  /** The one next to it: round trips of 30 ms. */
  public static final Region EAST = new Region(2, "us-east4", "2222", Duration.ofMillis(14));

  /** An ocean away: 100 ms from the one, 126 ms from the other. */
  public static final Region EUROPE = new Region(3, "europe-west4", "3333", Duration.ofMillis(49));

  /** The one that comes later: 140 ms from the first. */
  public static final Region ASIA = new Region(4, "asia-northeast1", "4444", Duration.ofMillis(69));

  /** Those that are there from the beginning. */
  public static final List<Region> FIRST = List.of(CENTRAL, EAST, EUROPE);

  /** How long a packet takes to another region and back. */
  public Duration roundTrip(Region other) {
    return number == other.number ? Duration.ZERO : oneWay.plus(other.oneWay).multipliedBy(2);
  }

  /** How long an edge here needs to get an answer from another region's gateway: to connect, and to ask. */
  public Duration connectAndAsk(Region other) {
    return roundTrip(other).multipliedBy(2);
  }

  /** These regions, the nearest to this one first. */
  public List<Region> nearest(List<Region> regions) {
    return regions.stream().sorted(Comparator.comparing(this::roundTrip)).toList();
  }

  /** Where clients of this region find the load balancer. */
  public String edgeAddress() {
    return address(9, 1);
  }

  /** Where the load balancer finds the gateway. */
  public String gatewayAddress() {
    return address(1, 2);
  }

  /** Where gateways find the Vertex endpoint: an address of the region's network, as of a PSC forwarding rule. */
  public String pscAddress() {
    return address(2, 2);
  }

  /** Which name the certificate there is asked for. */
  String pscName() {
    return endpoint + "-" + name + "-" + GatewayConfig.PROJECT_NUMBER
        + ".prediction.p.vertexai.goog";
  }

  /** Where the operator finds the gateway's management port. */
  String gatewayOperatorAddress() {
    return address(8, 1);
  }

  /** Where the operator finds the stand-in's control port. */
  String standInOperatorAddress() {
    return address(7, 1);
  }

  String address(int network, int host) {
    return "10." + number + "." + network + "." + host;
  }
}

package io.rhumb.rehearsal.stage;

import java.util.List;
import java.util.stream.Collectors;

/**
 * HAProxy as one edge of the global load balancer, which is anycast: every edge knows all regions and prefers the nearest that is
 * ready. What Google's is known to do and this does too: it follows readiness, hands the path through, adds {@code X-Forwarded-For},
 * and sends no POST twice. Three things are chosen, since nobody outside knows them or waiting would be tedious:
 *
 * <ul>
 *   <li>A connection that cannot be made, so that nothing of a request was sent, is made to the next region instead. Not before a packet
 *       that was lost has been sent once more, after a second as TCP does: two lost packets would be an error to the client.
 *   <li>Each request has its own connection to a gateway, so none is sent on one that has died meanwhile.
 *   <li>Readiness is asked for every half second (Cloud Run: every ten); the counts are Cloud Run's, three failures and two successes.
 * </ul>
 */
final class EdgeConfig {

  private EdgeConfig() {}

  /** Its text; the path is that of a socket that tells how it stands. */
  static String text(Region local, List<Region> regions, String socket) {
    return """
        global
          maxconn 1000
          hard-stop-after 30s
          stats socket %s mode 600 level admin expose-fd listeners

        defaults
          mode http
          timeout client 30s
          timeout server 15s
          timeout connect 1500ms
          timeout check 400ms
          option forwardfor

        frontend edge
          # When it is configured anew, a client's next request on a connection that stands is answered first.
          option idle-close-on-response
          bind %s:80
          default_backend gateways

        backend gateways
          # The first that is up; when a connection to it fails, the one after it.
          balance first
          retries 1
          retry-on conn-failure
          option redispatch 1
          option http-server-close
          http-reuse never
          option httpchk GET /health/ready
          http-response set-header x-edge-gateway %%s
          default-server check inter 500ms fall 3 rise 2 maxconn 500
        %s"""
        .formatted(
            socket,
            local.edgeAddress(),
            local.nearest(regions).stream().map(EdgeConfig::server).collect(Collectors.joining()));
  }

  private static String server(Region region) {
    return "  server %s %s:%d%n"
        .formatted(region.name(), region.gatewayAddress(), GatewayConfig.PORT);
  }
}

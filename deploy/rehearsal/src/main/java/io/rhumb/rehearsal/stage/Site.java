package io.rhumb.rehearsal.stage;

import io.rhumb.rehearsal.network.Cable;
import io.rhumb.rehearsal.network.Host;
import io.rhumb.rehearsal.network.Plug;
import io.rhumb.rehearsal.network.Tool;
import io.rhumb.rehearsal.network.Uplink;
import io.rhumb.rehearsal.network.Wan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;

/**
 * All that a region has: three hosts, and what runs on them.
 *
 * <pre>
 *   clients --- edge (load balancer) --- region (gateway) --- vertex (stand-in, PSC address)
 *                 |
 *                 +--- inter-region network --- the other regions' edges
 * </pre>
 *
 * So a gateway reaches its own region's stand-in over one short cable, and that of another region over the inter-region network only.
 * The operator has cables of its own to the gateway and to the stand-in, which forward nothing.
 *
 * @param region which
 * @param host where the gateway is
 * @param edge the load balancer's
 * @param gateway the gateway
 * @param standIn Vertex AI's
 * @param uplink the cable that connects the region with everybody else
 * @param psc the cable to the PSC address
 */
public record Site(
    Region region,
    Host host,
    Edge edge,
    Gateway gateway,
    StandIn standIn,
    Cable uplink,
    Cable psc) {

  /** Lays the cables; nothing runs yet. */
  static Site build(
      Region region,
      Host clients,
      Wan wan,
      GatewayImage image,
      Path jar,
      Certificate certificate,
      Path work) {
    Host edge = Host.router(region.name() + "-edge");
    Host host = Host.router(region.name());
    Host vertex = Host.create(region.name() + "-vertex");
    int n = region.number();
    Cable.lay(
        new Plug(clients, "client" + n, region.address(9, 2)),
        new Plug(edge, "clients" + n, region.edgeAddress()));
    Cable uplink = Cable.lay(
        new Plug(edge, "region" + n, region.address(1, 1)),
        new Plug(host, "edge" + n, region.gatewayAddress()));
    Cable psc = Cable.lay(
        new Plug(host, "psc" + n, region.address(2, 1)),
        new Plug(vertex, "vpc" + n, region.pscAddress()));
    Cable.lay(
        new Plug(clients, "opgw" + n, region.address(8, 2)),
        new Plug(host, "op" + n, region.gatewayOperatorAddress()));
    Cable.lay(
        new Plug(clients, "opvx" + n, region.address(7, 2)),
        new Plug(vertex, "op" + n, region.standInOperatorAddress()));
    edge.route(region.address(2, 0) + "/24", region.gatewayAddress());
    host.route("default", region.address(1, 1));
    vertex.route("default", region.address(2, 1));
    wan.connect(new Uplink(edge, n, region.oneWay(), region.edgeAddress(), region.address(9, 2)));
    Path folder = folder(work, region, certificate);
    return new Site(
        region,
        host,
        new Edge(region, edge, folder, log(work, "edge", region)),
        new Gateway(region, host, image, folder, log(work, "gateway", region)),
        new StandIn(region, vertex, jar, certificate, log(work, "vertex", region)),
        uplink,
        psc);
  }

  /** How long a TCP handshake from here to another region's PSC address takes: one round trip. Blocks. */
  public Duration connectTime(Region to) {
    // The name is what its certificate has; nothing resolves it.
    String seconds = Tool.run(host.command(List.of(
        "curl",
        "-sk",
        "-m",
        "5",
        "-o",
        "/dev/null",
        "-w",
        "%{time_connect}",
        "--resolve",
        to.pscName() + ":443:" + to.pscAddress(),
        "https://" + to.pscName() + "/")));
    return Duration.ofNanos(Math.round(Double.parseDouble(seconds) * 1e9));
  }

  /** Where a process writes what it says: an empty file. */
  private static Path log(Path work, String what, Region region) {
    try {
      Path logs = Files.createDirectories(work.resolve("logs"));
      return Files.writeString(logs.resolve(what + "-" + region.name() + ".log"), "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path folder(Path work, Region region, Certificate certificate) {
    try {
      Path folder = Files.createDirectories(work.resolve(region.name()));
      Files.writeString(folder.resolve("token"), GatewayConfig.TOKEN);
      Files.copy(
          certificate.certificate(),
          folder.resolve("psc.pem"),
          StandardCopyOption.REPLACE_EXISTING);
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

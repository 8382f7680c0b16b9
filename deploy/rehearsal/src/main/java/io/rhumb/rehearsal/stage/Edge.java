package io.rhumb.rehearsal.stage;

import io.rhumb.rehearsal.network.Eventually;
import io.rhumb.rehearsal.network.Host;
import io.rhumb.rehearsal.network.Tool;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The edge of the load balancer that the clients of a region meet. For one thread. */
public final class Edge {

  private final Region region;
  private final Host host;
  private final Path config;
  private final Path socket;
  private final Path log;
  private @Nullable Child process;

  Edge(Region region, Host host, Path folder, Path log) {
    this.region = region;
    this.host = host;
    this.config = folder.resolve("haproxy.cfg");
    // A folder of this mount namespace alone; and the path of a socket must be short.
    this.socket = Path.of("/run", "edge-" + region.number() + ".sock");
    this.log = log;
  }

  /** Starts it with these regions behind it. */
  void start(List<Region> regions) {
    write(regions);
    process = Child.start(host, List.of("haproxy", "-W", "-f", config.toString()), log);
  }

  /** Lets it know other regions, without a request that notices. */
  public void configure(List<Region> regions) {
    Child running = process;
    if (running == null) {
      throw new IllegalStateException("edge of " + region.name() + ": not started");
    }
    write(regions);
    Tool.run("kill", "-USR2", String.valueOf(running.pid()));
  }

  /** Sends a region no new requests, or does so again if it is ready; those in flight go on. */
  public void drain(Region region, boolean drained) {
    ask("set server gateways/" + region.name() + " state " + (drained ? "drain" : "ready"));
  }

  /** Blocks until it sends requests to a region, or no longer does. */
  public void awaitSends(Region to, boolean sends) {
    String expected = sends ? "UP" : "DOWN";
    Eventually.holds(
        "edge of " + region.name() + ": " + to.name() + " " + expected,
        () -> status(to).equals(expected));
  }

  /** UP or DOWN, or with numbers while that changes; empty if it does not know the region. */
  private String status(Region of) {
    String prefix = "gateways," + of.name() + ",";
    // https://docs.haproxy.org/2.6/management.html#9.1: the 18th field is the status.
    return ask("show stat")
        .lines()
        .filter(line -> line.startsWith(prefix))
        .map(line -> line.split(",", -1)[17])
        .findFirst()
        .orElse("");
  }

  private String ask(String question) {
    try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      channel.connect(UnixDomainSocketAddress.of(socket));
      channel.write(ByteBuffer.wrap((question + "\n").getBytes(StandardCharsets.US_ASCII)));
      return new String(Channels.newInputStream(channel).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException notThere) {
      return "";
    }
  }

  private void write(List<Region> regions) {
    try {
      Files.writeString(config, EdgeConfig.text(region, regions, socket.toString()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

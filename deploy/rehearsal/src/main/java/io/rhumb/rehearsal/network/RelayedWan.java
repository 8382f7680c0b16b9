package io.rhumb.rehearsal.network;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * For kernels without netem: each region's router has a TUN device, socat carries what it sends as datagrams to a {@link PacketRelay}
 * in this process, and back. TCP on it is the kernel's own, so handshakes, losses and repeats are real.
 */
final class RelayedWan implements Wan {

  private static final int PORT = 7000;

  /** So that a packet and what it is wrapped in fit into one of the cable's. */
  private static final int MTU = 1400;

  private final PacketRelay relay;
  private final List<Process> carriers = new ArrayList<>();

  private RelayedWan(PacketRelay relay) {
    this.relay = relay;
  }

  static RelayedWan create(double loss) {
    return new RelayedWan(PacketRelay.start(loss, 1));
  }

  @Override
  public String description() {
    return "packets relayed by the rehearsal itself, since this kernel has no netem";
  }

  @Override
  public void connect(Uplink uplink) {
    Host host = uplink.host();
    relay.open(uplink, PORT);
    String tun = String.format(
        Locale.ROOT, "TUN:10.%d.0.1/32,tun-name=wan,iff-no-pi,iff-up", uplink.number());
    String carry = "UDP4:%s:%d,bind=%s:%d".formatted(uplink.peer(), PORT, uplink.address(), PORT);
    carriers.add(started(host.command(List.of("socat", "-b", "65536", tun, carry))));
    Eventually.holds(
        "wan of " + host.name(),
        () -> Tool.works("ip", "-n", host.name(), "route", "replace", "10.0.0.0/8", "dev", "wan"));
    host.ip("link", "set", "wan", "mtu", String.valueOf(MTU));
  }

  @Override
  public void close() {
    carriers.forEach(Process::destroyForcibly);
    relay.close();
  }

  private static Process started(List<String> command) {
    try {
      return new ProcessBuilder(command).inheritIO().start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package io.rhumb.rehearsal.network;

import java.util.ArrayList;
import java.util.List;

/**
 * A host: a network namespace. They are named inside the mount namespace of this process, so nobody else sees them.
 *
 * @param name as {@code ip netns} knows it; empty: the namespace of this process, where the clients are
 */
public record Host(String name) {

  /** Where this process is. */
  public static Host here() {
    Host here = new Host("");
    here.ip("link", "set", "lo", "up");
    return here;
  }

  /** Makes a new one. */
  public static Host create(String name) {
    Tool.run("ip", "netns", "add", name);
    Host host = new Host(name);
    host.ip("link", "set", "lo", "up");
    return host;
  }

  /** Makes a new one that forwards packets. */
  public static Host router(String name) {
    Host host = create(name);
    Tool.run(host.command(List.of("sh", "-c", "echo 1 > /proc/sys/net/ipv4/ip_forward")));
    return host;
  }

  /** A command, such that it runs on this host. */
  public List<String> command(List<String> command) {
    return name.isEmpty() ? command : joined(List.of("ip", "netns", "exec", name), command);
  }

  /** Sends packets for a network to a neighbour. */
  public void route(String network, String via) {
    ip("route", "replace", network, "via", via);
  }

  void ip(String... arguments) {
    Tool.run(
        joined(name.isEmpty() ? List.of("ip") : List.of("ip", "-n", name), List.of(arguments)));
  }

  void tc(String... arguments) {
    Tool.run(command(joined(List.of("tc"), List.of(arguments))));
  }

  private static List<String> joined(List<String> first, List<String> second) {
    List<String> joined = new ArrayList<>(first);
    joined.addAll(second);
    return joined;
  }
}

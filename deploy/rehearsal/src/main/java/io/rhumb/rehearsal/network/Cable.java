package io.rhumb.rehearsal.network;

/** A cable between two hosts: short, quick, and it can be cut. */
public final class Cable {

  private final Plug one;
  private final Plug other;

  private Cable(Plug one, Plug other) {
    this.one = one;
    this.other = other;
  }

  /** Lays one; the hosts reach each other at once. */
  public static Cable lay(Plug one, Plug other) {
    one.host().ip("link", "add", one.device(), "type", "veth", "peer", "name", other.device());
    if (!other.host().name().isEmpty()) {
      one.host().ip("link", "set", other.device(), "netns", other.host().name());
    }
    one.up();
    other.up();
    return new Cable(one, other);
  }

  /**
   * From now on packets vanish, both ways and without a word. Taking the device down would tell both hosts at once, which is not
   * what a lost region or service attachment does; this needs neither nftables nor iptables.
   */
  public void cut() {
    swallow(one);
    swallow(other);
  }

  /** Packets pass again. */
  public void mend() {
    one.host().tc("qdisc", "del", "dev", one.device(), "root");
    other.host().tc("qdisc", "del", "dev", other.device(), "root");
  }

  /** A token bucket of one byte, into which no packet fits. */
  private static void swallow(Plug plug) {
    plug.host()
        .tc(
            "qdisc",
            "replace",
            "dev",
            plug.device(),
            "root",
            "tbf",
            "rate",
            "8bit",
            "burst",
            "1",
            "limit",
            "1");
  }
}

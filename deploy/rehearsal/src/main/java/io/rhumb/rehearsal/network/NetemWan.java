package io.rhumb.rehearsal.network;

import java.util.Locale;

/** Cables from a router in the middle to each region, delayed and thinned by the kernel. */
final class NetemWan implements Wan {

  private final Host middle = Host.router("middle");
  private final double loss;

  NetemWan(double loss) {
    this.loss = loss;
  }

  /** Whether this kernel knows netem: many that are built for virtual machines do not. */
  static boolean possible() {
    if (!Tool.works("tc", "qdisc", "add", "dev", "lo", "root", "netem", "delay", "1ms")) {
      return false;
    }
    Tool.run("tc", "qdisc", "del", "dev", "lo", "root");
    return true;
  }

  @Override
  public String description() {
    return "tc netem";
  }

  @Override
  public void connect(Uplink uplink) {
    String network = "10." + uplink.number() + ".0.";
    Plug outer = new Plug(middle, "r" + uplink.number(), network + "2");
    Plug inner = new Plug(uplink.host(), "wan", network + "1");
    Cable.lay(outer, inner);
    impair(outer, uplink, 0);
    impair(inner, uplink, loss);
    middle.route("10." + uplink.number() + ".0.0/16", inner.address());
    uplink.host().route("10.0.0.0/8", outer.address());
  }

  /** A packet is delayed on its way up and on its way down; it is lost on its way up only. */
  private static void impair(Plug plug, Uplink uplink, double loss) {
    String delay = uplink.oneWay().toNanos() / 1000 + "us";
    String lost = String.format(Locale.ROOT, "%.3f%%", loss * 100);
    plug.host()
        .tc("qdisc", "add", "dev", plug.device(), "root", "netem", "delay", delay, "loss", lost);
  }

  /** The namespaces end with this process. */
  @Override
  public void close() {}
}

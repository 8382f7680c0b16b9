package io.rhumb.rehearsal.network;

/** The inter-region network: long, and not quite reliable. A star, so that each pair of regions is as far apart as both from the middle. */
public interface Wan extends AutoCloseable {

  /** What it is made of, for the report. */
  String description();

  /** Connects a region's router. Blocks until packets flow. */
  void connect(Uplink uplink);

  @Override
  void close();

  /**
   * The one that this kernel allows: {@code tc netem} if it knows that, else packets are relayed by this process.
   *
   * @param loss the share of packets that is lost between any two regions
   */
  static Wan create(double loss) {
    return NetemWan.possible() ? new NetemWan(loss) : RelayedWan.create(loss);
  }
}

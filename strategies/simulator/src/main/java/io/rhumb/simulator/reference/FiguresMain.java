package io.rhumb.simulator.reference;

import java.util.List;

/** Prints the comparison of rules, detectors and quantile estimates: {@code [seeds]}. */
public final class FiguresMain {

  private static final int GATEWAYS = 3;
  /** What a region of the suite has. */
  private static final int SERVERS = 16;
  /** Half as long again as an answer takes without a queue. */
  private static final long SPILL_ABOVE_NANOS = 150_000_000L;

  private FiguresMain() {}

  /** Prints the tables. */
  public static void main(String[] args) {
    long seeds = args.length == 0 ? 3 : Long.parseLong(args[0]);
    RegretFigures regrets = new RegretFigures(GATEWAYS, seeds);
    System.out.println(DetectorFigures.markdown(1));
    System.out.println(QuantileFigures.markdown(1));
    System.out.println(regrets.markdown(
        List.of(
            ReferenceRule.argmin(),
            ReferenceRule.powerOfTwo(),
            ReferenceRule.proportional(),
            ReferenceRule.fullScan(GATEWAYS, SERVERS)),
        List.of("balanced", "local-overload", "brown-out", "fail-fast")));
    System.out.println(regrets.markdown(
        List.of(ReferenceRule.latencyThreshold(SPILL_ABOVE_NANOS)), List.of("local-overload")));
  }
}

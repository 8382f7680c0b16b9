package io.rhumb.simulator.report;

/**
 * How often a strategy misbehaved in one run. Each time the engine put plain local-first order in its place, so that the run shows
 * less of the strategy than it seems to.
 *
 * @param count how often it threw, or answered nonsense
 * @param switchedOff the gateways that soon asked it no more
 * @param first the first fault in one line; empty if there was none
 */
public record StrategyFaults(long count, int switchedOff, String first) {

  /** It behaved. */
  public static final StrategyFaults NONE = new StrategyFaults(0, 0, "");
}

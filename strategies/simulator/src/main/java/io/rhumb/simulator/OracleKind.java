package io.rhumb.simulator;

/** How much an oracle knows, and so what a strategy's regret against it means. */
public enum OracleKind {
  /**
   * Every queue, every illness, and how long each region would take for this very request. Service times are drawn
   * for each region anew, so it picks the luckiest: no strategy that must decide beforehand can come near.
   */
  OMNISCIENT("oracle"),
  /**
   * Every queue and every illness, and how long those before it will take; but of this request only what is true on
   * average: its mean service time, and whether a region fails more often than not.
   */
  INFORMED("informed oracle");

  private final String label;

  OracleKind(String label) {
    this.label = label;
  }

  /** How tables call it. */
  public String label() {
    return label;
  }
}

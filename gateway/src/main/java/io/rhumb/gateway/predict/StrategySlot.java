package io.rhumb.gateway.predict;

/**
 * Holds the strategies of one model, so that they can be exchanged while requests run: each request keeps the one that planned it.
 * Thread-safe.
 */
public final class StrategySlot {

  private volatile ModelStrategies current;

  /** A slot that holds these. */
  public StrategySlot(ModelStrategies first) {
    current = first;
  }

  /** What the next request is planned with. */
  public ModelStrategies current() {
    return current;
  }

  /**
   * Exchanges them. An event loop that is at this moment planning may still use the old ones.
   */
  public void exchange(ModelStrategies next) {
    current = next;
  }
}

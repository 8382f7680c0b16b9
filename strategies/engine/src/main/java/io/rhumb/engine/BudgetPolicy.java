package io.rhumb.engine;

/**
 * How many extra attempts a model's requests may have together.
 *
 * @param extra extra attempts that bring nothing, as a share of the requests: above 0, at most 1
 * @param beside attempts that run beside another one of their request, as a share of the requests in flight: from 0 to 1
 */
public record BudgetPolicy(double extra, double beside) {

  /** A tenth, as Google's SRE book bounds retries; a fifth, as Envoy's retry budget does. */
  public static final BudgetPolicy DEFAULT = new BudgetPolicy(0.1, 0.2);

  /** Checks the shares. */
  public BudgetPolicy {
    if (!(extra > 0 && extra <= 1)) {
      throw new IllegalArgumentException("extra: " + extra + " (expected: > 0 and <= 1)");
    }
    if (!(beside >= 0 && beside <= 1)) {
      throw new IllegalArgumentException("beside: " + beside + " (expected: from 0 to 1)");
    }
  }
}

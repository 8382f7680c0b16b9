package io.rhumb.gateway.config;

/**
 * How many extra attempts the requests of one model may have together.
 *
 * @param extra extra attempts that bring nothing, as a share of the requests; above 0
 * @param beside attempts that run beside another one of their request, as a share of the requests in flight; ten are always
 *     allowed
 */
public record BudgetConfig(double extra, double beside) {

  /** Least share of extra attempts that bring nothing: without any, a model has {@code attempts: 1}. */
  static final double LEAST_EXTRA = 0.01;

  /** What holds where nothing is written. */
  public static final BudgetConfig DEFAULT = new BudgetConfig(0.1, 0.2);

  /**
   * Refuses what cannot be.
   *
   * @throws IllegalArgumentException if a share is out of its range
   */
  public BudgetConfig {
    Values.check(extra >= LEAST_EXTRA && extra <= 1, "extra", extra, "from 0.01 to 1");
    Values.check(beside >= 0 && beside <= 1, "beside", beside, "from 0 to 1");
  }
}

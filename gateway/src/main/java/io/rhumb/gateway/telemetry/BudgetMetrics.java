package io.rhumb.gateway.telemetry;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.rhumb.engine.Budget;
import io.rhumb.engine.Extra;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * What becomes of a model's budget of extra attempts: {@code rhumb_budget_refused_total} by kind, {@code failover} or {@code
 * hedge}, and {@code rhumb_budget_left}.
 */
public final class BudgetMetrics {

  private static final Words<Extra> KINDS = Words.of(Extra.class);

  private BudgetMetrics() {}

  /**
   * Registers the meters, which read the budget for as long as the registry lives.
   *
   * @param clock the one that the model's requests go by
   */
  public static void register(
      MeterRegistry registry, String model, Budget budget, LongSupplier clock) {
    for (Extra kind : List.of(Extra.FAILOVER, Extra.HEDGE)) {
      // Not held by the registry itself: the gauge below holds it.
      FunctionCounter.builder("rhumb.budget.refused", budget, b -> b.refused(kind))
          .description("Extra attempts that did not start because the budget was used up")
          .tags("model", model, "kind", KINDS.word(kind))
          .register(registry);
    }
    Gauge.builder("rhumb.budget.left", budget, b -> b.left(clock.getAsLong()))
        .description("Extra attempts that may still bring nothing; 100 at the most")
        .strongReference(true)
        .tags("model", model)
        .register(registry);
  }
}

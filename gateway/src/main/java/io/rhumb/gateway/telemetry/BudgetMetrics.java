package io.rhumb.gateway.telemetry;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.rhumb.engine.Budget;
import io.rhumb.engine.Extra;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * What becomes of the budgets of extra attempts: {@code rhumb_budget_refused_total} by kind, {@code failover} or {@code hedge}, and
 * {@code rhumb_budget_left}. One caller at a time.
 */
public final class BudgetMetrics {

  private static final Words<Extra> KINDS = Words.of(Extra.class);

  /**
   * What has meters.
   *
   * @param model the name of its model
   * @param budget read at each scrape
   */
  public record Shown(String model, Budget budget) {}

  private final MeterRegistry registry;
  private final LongSupplier clock;
  private final MeterSet<Shown> meters;

  /**
   * No meters yet.
   *
   * @param clock the one that requests go by
   */
  public BudgetMetrics(MeterRegistry registry, LongSupplier clock) {
    this.registry = registry;
    this.clock = clock;
    this.meters = new MeterSet<>(registry, this::register);
  }

  /** Shows these, and no others. */
  public void show(Set<Shown> budgets) {
    meters.show(budgets);
  }

  private List<Meter> register(Shown shown) {
    List<Meter> made = new ArrayList<>();
    for (Extra kind : List.of(Extra.FAILOVER, Extra.HEDGE)) {
      // Not held by the registry itself: the gauge below holds it.
      made.add(FunctionCounter.builder("rhumb.budget.refused", shown.budget(), b -> b.refused(kind))
          .description("Extra attempts that did not start because the budget was used up")
          .tags("model", shown.model(), "kind", KINDS.word(kind))
          .register(registry));
    }
    made.add(Gauge.builder("rhumb.budget.left", shown.budget(), b -> b.left(clock.getAsLong()))
        .description("Extra attempts that may still bring nothing; 100 at the most")
        .strongReference(true)
        .tags("model", shown.model())
        .register(registry));
    return made;
  }
}

package io.rhumb.gateway.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.rhumb.engine.Budget;
import io.rhumb.engine.BudgetPolicy;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class BudgetMetricsTest {

  private final Scrape scrape = new Scrape();

  @Test
  void newBudget_isFullAndHasRefusedNothing() {
    new BudgetMetrics(scrape.registry(), () -> 0)
        .show(Set.of(new BudgetMetrics.Shown("fraud", new Budget(BudgetPolicy.DEFAULT, 0))));

    assertThat(scrape.samples())
        .containsOnly(
            entry("rhumb_budget_left{model=\"fraud\"}", 100.0),
            entry("rhumb_budget_refused_total{kind=\"failover\",model=\"fraud\"}", 0.0),
            entry("rhumb_budget_refused_total{kind=\"hedge\",model=\"fraud\"}", 0.0));
  }
}

package io.rhumb.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

final class SimulatorMainTest {

  @Test
  void table_hasARowForEachOracleAndStrategy() {
    String table = SimulatorMain.table(
        Small.STRATEGIES, List.of(Small.LOCAL_FIRST), List.of("no-tail", "cold-start"), 1);

    assertThat(table.lines()).hasSize(2 + 2 * 3);
    assertThat(table)
        .contains("| no-tail ", "| cold-start ", "| informed oracle ", "| local-first ");
  }

  @Test
  void unknownScenario_isRefused() {
    assertThatThrownBy(() ->
            SimulatorMain.table(Small.STRATEGIES, List.of(Small.LOCAL_FIRST), List.of("x"), 1))
        .hasMessageStartingWith("scenario: x (expected: one of balanced");
  }
}

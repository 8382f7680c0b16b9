package io.rhumb.simulator.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class HedgingSuiteTest {

  @Test
  void scenarios_areNamedAsTheirFiles_andSayWhatTheyTry() {
    Stream.concat(HedgingSuite.helps().stream(), HedgingSuite.cannotHelp().stream())
        .forEach(scenario -> {
          assertThat(HedgingSuite.byName(scenario.name())).isEqualTo(scenario);
          assertThat(scenario.about()).endsWith(".");
        });
    assertThat(HedgingSuite.helps()).hasSize(4);
    assertThat(HedgingSuite.cannotHelp()).hasSize(4);
  }

  @Test
  void unknownName_saysWhichThereAre() {
    assertThatThrownBy(() -> HedgingSuite.byName("balanced"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("scenario: balanced (expected: one of stalls, heavy-tail, ");
  }
}

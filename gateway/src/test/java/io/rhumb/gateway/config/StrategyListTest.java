package io.rhumb.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rhumb.strategy.StrategySpec;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class StrategyListTest {

  @Test
  void commas_separateNames_butNotOptions() {
    assertThat(StrategyList.read("local-first, hedged: {of: latency-weighted, budget: 5%},sticky"))
        .containsExactly(
            StrategySpec.of("local-first"),
            new StrategySpec("hedged", Map.of("of", "latency-weighted", "budget", "5%")),
            StrategySpec.of("sticky"));
  }

  @Test
  void nestedOptionsAndLists_readAsInAConfiguration() {
    assertThat(StrategyList.read("hedged: {of: {priority: {order: [a, b]}}}"))
        .containsExactly(new StrategySpec(
            "hedged", Map.of("of", Map.of("priority", Map.of("order", List.of("a", "b"))))));
  }

  @Test
  void sameStrategyTwice_isOne() {
    assertThat(StrategyList.read("a,b,a")).extracting(StrategySpec::name).containsExactly("a", "b");
  }

  @Test
  void nothing_isNoStrategy() {
    assertThat(StrategyList.read("")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Local First| strategy[0]: Local First (expected: a strategy: its name, or name: {options})",
        "a,hedged: 5| strategy[1].hedged: 5 (expected: a map of the strategy's options)",
        "a,,b| strategy: a,,b (expected: a list such as local-first, hedged: {of: local-first}; not YAML: ",
        "hedged: {of: a| strategy: hedged: {of: a (expected: a list such as local-first, hedged: {of: local-first}; not YAML: ",
        "a], [b| strategy: a], [b (expected: a list such as local-first, hedged: {of: local-first}; not YAML: "
      })
  void mistake_isOneLineThatSaysWhere(String text, String message) {
    assertThatThrownBy(() -> StrategyList.read(text))
        .isInstanceOf(IllegalArgumentException.class)
        .satisfies(wrong -> assertThat(wrong.getMessage()).startsWith(message).hasLineCount(1));
  }
}

package io.rhumb.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class StrategySpecTest {

  @Test
  void of_hasNoOptions() {
    assertThat(StrategySpec.of("local-first")).isEqualTo(new StrategySpec("local-first", Map.of()));
  }

  @Test
  void options_areCopied_howeverDeep() {
    List<Object> list = new ArrayList<>(List.of(1));
    Map<String, Object> nested = new HashMap<>(Map.of("list", list));
    Map<String, Object> options = new HashMap<>(Map.of("nested", nested));
    StrategySpec spec = new StrategySpec("weighted", options);
    list.add(2);
    nested.put("more", true);
    options.clear();

    assertThat(spec.options()).isEqualTo(Map.of("nested", Map.of("list", List.of(1))));
  }

  @Test
  void options_cannotBeChanged_howeverDeep() {
    StrategySpec spec = new StrategySpec(
        "weighted",
        new HashMap<>(
            Map.of("map", new HashMap<>(Map.of("a", 1)), "list", new ArrayList<>(List.of("b")))));

    assertUnmodifiable(spec.options());
    assertUnmodifiable((Map<?, ?>) spec.options().get("map"));
    assertThatThrownBy(() -> ((List<?>) spec.options().get("list")).clear())
        .isInstanceOf(UnsupportedOperationException.class);
  }

  private static void assertUnmodifiable(Map<?, ?> map) {
    assertThatThrownBy(map::clear).isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void options_keepTheirOrder() {
    Map<String, Object> options = new LinkedHashMap<>();
    for (int i = 20; i > 0; i--) {
      options.put("k" + i, i);
    }

    assertThat(new StrategySpec("weighted", options).options().keySet())
        .containsExactlyElementsOf(options.keySet());
  }

  @Test
  void optionWithoutAValue_isNamed() {
    assertThatThrownBy(() -> new StrategySpec("hedged", Collections.singletonMap("of", null)))
        .isInstanceOf(InvalidStrategyConfigException.class)
        .hasMessage("hedged.of: nothing (expected: a value)");
  }

  @Test
  void missingName_isRefused() {
    assertThatThrownBy(() -> StrategySpec.of(null)).hasMessage("name");
  }
}

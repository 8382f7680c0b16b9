package io.rhumb.strategy.builtin;

import static org.assertj.core.api.Assertions.assertThat;

import io.rhumb.strategy.Step;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class HedgeReasonsTest {

  private final HedgeReasons reasons = new HedgeReasons();

  private static Step step(String reason) {
    return Step.onFailure("a", reason);
  }

  @Test
  void text_isKnownAgain_theSameWordsOfSomebodyElseAreNot() {
    String text = reasons.of("next region");

    assertThat(text).isEqualTo("hedge: next region");
    assertThat(reasons.mark(step(text))).isTrue();
    assertThat(reasons.mark(step("hedge: ".concat("next region")))).isFalse();
    assertThat(reasons.mark(step(new HedgeReasons().of("next region")))).isFalse();
  }

  @Test
  void sameReason_isTheSameObject() {
    assertThat(reasons.of("next region")).isSameAs(reasons.of("next ".concat("region")));
  }

  @Test
  void endlessReasons_doNotFillTheMemory_andAreKnownAgain() {
    String early = reasons.of("score 0");
    IntStream.range(0, 1000).forEach(i -> reasons.of("score " + i));

    assertThat(reasons.of("score 999")).isEqualTo("hedge: next target");
    assertThat(reasons.mark(step(reasons.of("score 999")))).isTrue();
    assertThat(reasons.mark(step(early))).isTrue();
  }
}

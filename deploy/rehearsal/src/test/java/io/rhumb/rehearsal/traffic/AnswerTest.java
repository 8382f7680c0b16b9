package io.rhumb.rehearsal.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class AnswerTest {

  @Test
  void rightPredictions() {
    assertThat(Answer.of(200, "t", "g", "{\"predictions\": [1.0, 2.0, 3.0]}").problem())
        .isEmpty();
  }

  @Test
  void wrongPredictions() {
    assertThat(Answer.of(200, "t", "g", "{\"predictions\":[1.0,2.0,4.0]}").problem())
        .isEqualTo("wrong predictions");
  }

  @Test
  void noSuccess() {
    assertThat(Answer.of(503, "none", "g", "").problem()).isEqualTo("status 503");
  }
}

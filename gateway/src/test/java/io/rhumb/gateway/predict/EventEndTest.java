package io.rhumb.gateway.predict;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class EventEndTest {

  private static boolean here(String... pieces) {
    EventEnd end = new EventEnd();
    for (String piece : pieces) {
      end.passed(Buffer.buffer(piece));
    }
    return end.here();
  }

  @ParameterizedTest
  @ValueSource(strings = {"data: 1\n\n", "data: 1\r\n\r\n", "data: 1\r\r", ": remark\n\n", "\n\n"})
  void emptyLine_endsAnEvent(String text) {
    assertThat(here(text)).isTrue();
    assertThat(here(text.split(""))).as("byte by byte").isTrue();
    assertThat(here(text, "data")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "d", "data: 1", "data: 1\n", "data: 1\r\n", "data: 1\n\r", "\n"})
  void anythingElse_doesNot(String text) {
    assertThat(here(text)).isFalse();
  }

  @Test
  void emptyPiece_changesNothing() {
    assertThat(here("data: 1\n\n", "")).isTrue();
  }
}

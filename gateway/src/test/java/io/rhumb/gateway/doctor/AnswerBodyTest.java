package io.rhumb.gateway.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AnswerBodyTest {

  @Test
  void envelope_isFound_alsoInAList() {
    String envelope =
        "{\"error\":{\"code\":404,\"status\":\"NOT_FOUND\",\"message\":\"no\\n such\"}}";
    for (String body : List.of(envelope, "[" + envelope + "]")) {
      AnswerBody answer = AnswerBody.of(Buffer.buffer(body));
      assertThat(answer.code()).isEqualTo("NOT_FOUND");
      assertThat(answer.message()).isEqualTo("no such");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "nothing",
        "{}",
        "[]",
        "[1]",
        "{\"error\":\"x\"}",
        "{\"error\":{}}",
        "{\"error\":{\"status\":1}}"
      })
  void otherBodies_areNoEnvelope(String body) {
    assertThat(AnswerBody.of(Buffer.buffer(body)).isEnvelope()).isFalse();
  }
}

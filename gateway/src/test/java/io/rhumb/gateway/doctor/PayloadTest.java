package io.rhumb.gateway.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.rhumb.gateway.operation.Method;
import io.vertx.core.buffer.Buffer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PayloadTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"instances\":[]} | PREDICT",
        "{\"contents\":[]} | GENERATE_CONTENT",
        "{\"messages\":[]} | CHAT_COMPLETIONS",
        "[] | PREDICT",
        "no json | PREDICT"
      })
  void payload_tellsTheMethod(String body, Method method) {
    assertThat(Payload.of(Buffer.buffer(body)).method()).isEqualTo(method);
  }
}

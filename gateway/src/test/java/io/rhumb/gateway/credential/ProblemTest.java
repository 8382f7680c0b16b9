package io.rhumb.gateway.credential;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProblemTest {

  @Test
  void of_plainMessage_isKindAndMessage() {
    assertThat(Problem.of(new ConnectException("Connection refused")))
        .isEqualTo("ConnectException: Connection refused");
  }

  @Test
  void of_noMessage_isKind() {
    assertThat(Problem.of(new IllegalStateException())).isEqualTo("IllegalStateException");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "got ya29.c0cretAbc-_1",
        "got eyJhbGciOi.J9cret.x",
        "Authorization: Bearer secret-1234567",
        "{\"refresh_token\" : \"secret-1234567\"}",
        "client_secret=secret-1234567",
        "Unexpected Error code 500 from it: secret",
        "400 Bad Request\n{ secret }"
      })
  void of_secret_isWithheld(String message) {
    assertThat(Problem.of(new IOException(message)))
        .startsWith("IOException: ")
        .doesNotContain("cret-", "cretA", ".x", "{ s", ": secret");
  }

  @Test
  void of_longOrUnprintableMessage_isOneShortLine() {
    assertThat(Problem.of(new IOException("a\u0007b" + "x".repeat(1_000))))
        .startsWith("IOException: a b")
        .hasSizeLessThan(330);
  }
}

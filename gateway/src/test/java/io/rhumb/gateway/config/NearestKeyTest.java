package io.rhumb.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NearestKeyTest {

  private static final List<String> KNOWN =
      List.of("port", "path", "max-request", "max-response", "attempts", "timeout");

  @ParameterizedTest
  @CsvSource({
    "prot,port",
    "ports,port",
    "pat,path",
    "maxRequest,max-request",
    "max_response,max-response",
    "MAX-REQUEST,max-request",
    "max-reponse,max-response",
    "attemps,attempts",
    "timeuots,timeout"
  })
  void near(String written, String meant) {
    assertThat(NearestKey.of(written, KNOWN)).contains(meant);
  }

  @ParameterizedTest
  @CsvSource({"colour", "x", "deadline", "pooh"})
  void far(String written) {
    assertThat(NearestKey.of(written, KNOWN)).isEmpty();
  }

  @Test
  void longKey_isNotCompared() {
    assertThat(NearestKey.of("p".repeat(1 << 19), KNOWN)).isEmpty();
  }
}

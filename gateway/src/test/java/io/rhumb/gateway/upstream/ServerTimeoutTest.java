package io.rhumb.gateway.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ServerTimeoutTest {

  @ParameterizedTest
  @CsvSource({
    "9873000000,9.873",
    "9873999999,9.873",
    "10000000000,10",
    "10000999999,10",
    "1050000000,1.050",
    "1001000000,1.001",
    "999999999,0.999",
    "1999999,0.001",
    "1000000,0.001",
    "999999,0.001",
    "0,0.001",
    "-5000000000,0.001",
    "3600000000000,3600"
  })
  void whatIsLeft_inSeconds_neverNone(long leftNanos, String told) {
    assertThat(ServerTimeout.of(leftNanos)).isEqualTo(told);
  }
}

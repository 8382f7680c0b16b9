package io.rhumb.gateway.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class GrpcTimeoutTest {

  @ParameterizedTest
  @CsvSource({
    "1H,PT1H",
    "2M,PT2M",
    "3S,PT3S",
    "1500m,PT1.5S",
    "7u,PT0.000007S",
    "99999999n,PT0.099999999S"
  })
  void nanos_ofEachUnit(String value, Duration expected) {
    assertThat(GrpcTimeout.nanos(value)).isEqualTo(expected.toNanos());
  }

  @Test
  void nanos_beyondCounting_isTheMost() {
    assertThat(GrpcTimeout.nanos("99999999H")).isEqualTo(Long.MAX_VALUE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1", "S", "0S", "-1S", "1.5S", "1s", "1 S", "123456789S", "\u0661S"})
  void nanos_noTime(String value) {
    assertThat(GrpcTimeout.nanos(value)).isZero();
  }

  @Test
  void of_inMilliseconds_neverZero() {
    assertThat(GrpcTimeout.of(1_500_999_999L)).isEqualTo("1500m");
    assertThat(GrpcTimeout.of(0)).isEqualTo("1m");
    assertThat(GrpcTimeout.of(-1)).isEqualTo("1m");
    assertThat(GrpcTimeout.of(99_999_999_000_000L)).isEqualTo("99999999m");
    assertThat(GrpcTimeout.of(100_000_000_000_000L)).isEqualTo("100000S");
  }
}

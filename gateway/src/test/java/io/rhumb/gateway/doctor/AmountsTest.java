package io.rhumb.gateway.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AmountsTest {

  @ParameterizedTest
  @CsvSource({
    "400000, 0.4 ms",
    "9940000, 9.9 ms",
    "9960000, 10 ms",
    "12300000, 12 ms",
    "999600000, 1.0 s",
    "1540000000, 1.5 s"
  })
  void latency_hasTwoDigits(long nanos, String text) {
    assertThat(Amounts.latency(nanos)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "PT5S, 5 s",
    "PT3M, 3 minutes",
    "PT119M, 119 minutes",
    "PT47H, 47 hours",
    "P89DT3H, 89 days"
  })
  void span_isInItsLargestUnit(Duration time, String text) {
    assertThat(Amounts.span(time)).isEqualTo(text);
  }
}

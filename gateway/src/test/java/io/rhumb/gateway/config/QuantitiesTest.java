package io.rhumb.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class QuantitiesTest {

  @ParameterizedTest
  @CsvSource({
    "50ms,PT0.05S",
    "2s,PT2S",
    "5m,PT5M",
    "1h,PT1H",
    "10 s,PT10S",
    "0s,PT0S",
    "999999999h,PT999999999H"
  })
  void duration(String text, Duration duration) {
    assertThat(Durations.parse(text)).contains(duration);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "5",
        "s",
        "-5s",
        "+5s",
        "1.5s",
        "5d",
        "5S",
        "5 minutes",
        "1000000000s",
        "9223372036854775808h"
      })
  void notADuration(String text) {
    assertThat(Durations.parse(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"10%,0.1", "100%,1", "2.5 %,0.025", "0.3,0.3", "1,1", "0,0"})
  void share(String text, double share) {
    assertThat(read(text)).contains(share);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "%", "-1%", "101%", "1.01", "ten", "10%%", "1e-1", ".5"})
  void notAShare(String text) {
    assertThat(read(text)).isEmpty();
  }

  private static Optional<Double> read(String text) {
    return Quantities.share(0, 1).parser().apply(new ConfigNode.Scalar("x", 1, text, false));
  }

  @ParameterizedTest
  @CsvSource({"PT0S,0s", "PT1.5S,1500ms", "PT59S,59s", "PT11M,11m", "PT90M,90m", "PT24H,24h"})
  void formattedDuration(Duration duration, String text) {
    assertThat(Durations.format(duration)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "1,1",
    "65536,65536",
    "7B,7",
    "512KiB,524288",
    "10MiB,10485760",
    "10 MiB,10485760",
    "1GiB,1073741824",
    "9223372036854775807,-1",
    "8589934592GiB,-1",
    "999999999999999999GiB,-1"
  })
  void size(String text, long bytes) {
    assertThat(bytes(text, Long.MAX_VALUE >> 10))
        .isEqualTo(bytes < 0 ? Optional.empty() : Optional.of(bytes));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "MiB", "-1", "1.5MiB", "10MB", "10M", "10mib", "0x10", "99999999999999999999"})
  void notASize(String text) {
    assertThat(bytes(text, Long.MAX_VALUE)).isEmpty();
  }

  @Test
  void size_outOfRange_isNone() {
    assertThat(bytes("1025", 1024)).isEmpty();
    assertThat(bytes("2KiB", 1024)).isEmpty();
    assertThat(bytes("1KiB", 1024)).contains(1024L);
    assertThat(bytes("0", 1024)).isEmpty();
  }

  private static Optional<Long> bytes(String text, long most) {
    return Quantities.size(1, most).parser().apply(ConfigNode.Scalar.of("", text));
  }
}

package io.rhumb.gateway.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CertificatesTest {

  @ParameterizedTest
  @CsvSource({
    "a.example, true",
    "A.Example, true",
    "b.example, false",
    "x.star.example, true",
    "x.y.star.example, false",
    "star.example, false",
    "127.0.0.1, true",
    "127.0.0.2, false",
    "::1, true",
    "example, false"
  })
  void certificate_coversItsNamesOnly(String name, boolean covered) {
    Certificates shown = new Certificates(
        List.of("a.example", "*.star.example", "127.0.0.1", "0:0:0:0:0:0:0:1"),
        Instant.EPOCH,
        Instant.MAX);
    assertThat(shown.covers(name)).isEqualTo(covered);
  }
}

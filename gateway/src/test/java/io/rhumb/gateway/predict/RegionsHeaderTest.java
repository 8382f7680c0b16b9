package io.rhumb.gateway.predict;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RegionsHeaderTest {

  @Test
  void oneLine_isItsRegions() {
    assertThat(RegionsHeader.parse(List.of("europe-west1,europe-west4 , on-prem\t")))
        .containsExactly("europe-west1", "europe-west4", "on-prem");
  }

  @Test
  void severalLines_countAsOne() {
    assertThat(RegionsHeader.parse(List.of("europe-west1", "europe-west4, on-prem")))
        .containsExactly("europe-west1", "europe-west4", "on-prem");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        ",",
        "europe-west1,",
        ",europe-west1",
        "europe-west1,,europe-west4",
        "europe-west1 europe-west4",
        "europe-west1;europe-west4",
        "Europe-West1",
        "*",
        "europe-*",
        "!us-east4",
        "1",
        "\"europe-west1\"",
        "europe\u2010west1",
        "europe-west1\u0000",
        "a234567890123456789012345678901234567890123456789012345678901234"
      })
  void whatIsNoListOfRegions_isNone(String line) {
    assertThat(RegionsHeader.parse(List.of(line))).isNull();
    assertThat(RegionsHeader.parse(List.of("europe-west1", line))).isNull();
  }

  @Test
  void longestName_isOne() {
    String name = "a".repeat(63);

    assertThat(RegionsHeader.parse(List.of(name))).containsExactly(name);
  }
}

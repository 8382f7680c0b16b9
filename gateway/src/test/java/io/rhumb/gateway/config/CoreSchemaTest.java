package io.rhumb.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CoreSchemaTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "yes",
        "no",
        "on",
        "off",
        "Y",
        "tRUE",
        "010",
        "0o10",
        "0x1F",
        "1_000",
        "12:30:45",
        "2026-01-01",
        "1.2.3",
        ".inf",
        ".nan",
        "1e999",
        "-",
        "+",
        ".",
        "e5",
        "9223372036854775808",
        "12345678901234567890123",
        "<<",
        "="
      })
  void text(String text) {
    assertThat(CoreSchema.resolve(text)).contains(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "~", "null", "Null", "NULL"})
  void nothing(String text) {
    assertThat(CoreSchema.resolve(text)).isEmpty();
  }

  @Test
  void trueAndFalse() {
    assertThat(CoreSchema.resolve("true")).contains(true);
    assertThat(CoreSchema.resolve("FALSE")).contains(false);
  }

  @Test
  void numbers() {
    assertThat(CoreSchema.resolve("0")).contains(0L);
    assertThat(CoreSchema.resolve("-12")).contains(-12L);
    assertThat(CoreSchema.resolve("9223372036854775807")).contains(Long.MAX_VALUE);
    assertThat(CoreSchema.resolve("0.5")).contains(0.5);
    assertThat(CoreSchema.resolve(".5")).contains(0.5);
    assertThat(CoreSchema.resolve("1e3")).contains(1000.0);
  }
}

package io.rhumb.gateway.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read: URLs, headers, and what an answer says. What is written: figures. */
final class WordsTest {

  @ParameterizedTest
  @CsvSource({
    "http://127.0.0.1:8080/predict, false, 127.0.0.1, 8080, /predict",
    "localhost:8080, false, localhost, 8080, /",
    "example.com/a%20b, false, example.com, 80, /a%20b",
    "https://example.com, true, example.com, 443, /",
    "HTTPS://example.com:444/p?x=a%26b&y, true, example.com, 444, /p?x=a%26b&y",
    "http://[::1]:8080/p, false, [::1], 8080, /p"
  })
  void url_isTakenApart(String url, boolean tls, String host, int port, String path) {
    assertThat(LoadTarget.parse(url)).isEqualTo(new LoadTarget(tls, host, port, path));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"ftp://example.com/", "http://", "", "http://a b/", "/predict", "http://a_b/"})
  void url_thatIsNone_isRefused(String url) {
    assertThatThrownBy(() -> LoadTarget.parse(url))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("url: " + url + " (expected: an http or https URL");
  }

  @Test
  void secretsInAUrl_areNeverShown() {
    assertThat(LoadTarget.parse("http://h/p?key=secret")).hasToString("http://h:80/p?…");
    assertThatThrownBy(() -> LoadTarget.parse("http://me:secret@h/"))
        .hasMessageContaining("user information")
        .hasMessageNotContaining("secret");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "x-api-key: abc | x-api-key | abc",
        "a:b | a | b",
        "A: b: c | A | b: c",
        "a: | a | ''"
      })
  void header_isTakenApart(String text, String name, String value) {
    assertThat(LoadHeader.parse(text)).isEqualTo(new LoadHeader(name, value));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "secret",
        ": secret",
        "a b: secret",
        "a: secret\r\nb: c",
        "Host: secret",
        "content-length: secret"
      })
  void header_thatIsNone_isRefused(String text) {
    assertThatThrownBy(() -> LoadHeader.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("header: ");
  }

  @Test
  void valueOfAHeader_isNeverShown() {
    assertThat(LoadHeader.parse("x-api-key: secret").toString()).doesNotContain("secret");
    assertThatThrownBy(() -> LoadHeader.parse("a b: secret")).hasMessageNotContaining("secret");
    assertThatThrownBy(() -> LoadHeader.parse("host: secret")).hasMessageNotContaining("secret");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "us-central1;kind=primary;outcome=success;ms=4 | 1",
        "us-central1;kind=primary;outcome=unavailable;ms=4, us-east4;kind=failover;outcome=success;ms=31 | 2",
        "'' | 0",
        "| 0"
      })
  void attempts_areCounted(String header, int attempts) {
    assertThat(Said.attempts(header)).isEqualTo(attempts);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0.00 ms",
    "4_900, 0.00 ms",
    "123_000, 0.12 ms",
    "1_234_000, 1.23 ms",
    "12_340_000, 12.3 ms",
    "123_400_000, 123 ms",
    "1_234_000_000, 1234 ms",
    "12_340_000_000, 12.3 s"
  })
  void times_areShownWithThreeDigits(String nanos, String text) {
    assertThat(Figures.time(Long.parseLong(nanos.replace("_", "")))).isEqualTo(text);
  }

  @Test
  void onlyAll_isHundredPercent() {
    assertThat(Figures.share(1_000_000, 1_000_000)).isEqualTo("100.00 %");
    assertThat(Figures.share(999_999, 1_000_000)).isEqualTo("99.99 %");
    assertThat(Figures.share(0, 0)).isEqualTo("0.00 %");
  }
}

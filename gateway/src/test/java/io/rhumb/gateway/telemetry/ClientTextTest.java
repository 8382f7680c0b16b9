package io.rhumb.gateway.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ClientTextTest {

  @ParameterizedTest
  @CsvSource({
    "/predict, /predict",
    "/predict?key=SECRET, /predict",
    "/predict%3Fkey=SECRET, /predict",
    "/predict;key=SECRET, /predict",
    "/predict%3bkey=SECRET, /predict",
    "/predict#SECRET, /predict",
    "/predict/key=SECRET, /predict/key",
    "http://user:SECRET@host/predict?x, /predict",
    "http://user:SECRET@host, /",
    "http://host?a=/SECRET, /",
    "/user:SECRET@host/predict, /…@host/predict",
    "/user%3aSECRET%40host/predict, /…@host/predict",
    "/user:SECRET%40host/predict, /…@host/predict",
    "/user%3ASECRET@host/predict, /…@host/predict",
    "/user:SECRET%40SECRET@host, /…@host",
    "/user:SECRET%40SECRET%40host, /…@host",
    "/user%40x:SECRET%40host, /…@host",
    "/a@user:SECRET@host, /a@…@host",
    "/user:SECRET@user:SECRET@host, /…@…@host",
    "/:@, /…@",
    "/@:, /@:",
    "/%40:, /%40:",
    "/a:b/c@d, /a:b/c@d",
    "/v1/models/claude@20240229:rawPredict, /v1/models/claude@20240229:rawPredict"
  })
  void path_hasNoQueryNorUser(String target, String path) {
    assertThat(ClientText.path(target)).isEqualTo(path);
  }

  /** As by a regular expression, which would take a third power of the length over it. */
  @Test
  void path_hidesEveryUserThatHasAPassword() {
    Pattern user = Pattern.compile("[^/@]*(?::|%3[Aa])[^/@]*(?:@|%40)");
    List<String> paths = List.of("");
    for (int length = 1; length <= 6; length++) {
      paths = paths.stream()
          .flatMap(path -> Stream.of("a", ":", "%3A", "%3a", "@", "%40", "/").map(path::concat))
          .filter(path -> !path.contains("://"))
          .toList();
      for (String path : paths) {
        assertThat(ClientText.path(path)).isEqualTo(user.matcher(path).replaceAll("…@"));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {":", "%3A", "%40", "a:", ":%40x", "@", "@:", "/:"})
  void path_takesNoLongerThanItsLength(String part) {
    assertTimeoutPreemptively(Duration.ofSeconds(5), () -> {
      String unused = ClientText.path("/" + part.repeat(100_000));
    });
  }

  @Test
  void plain_hasNoControls() {
    assertThat(ClientText.plain("a\u001b[31m\r\nb\u009bc\u0000é")).isEqualTo("a?[31m??b?c?é");
  }

  @Test
  void target_isShort() {
    assertThat(ClientText.target("/" + "x".repeat(8_000))).hasSize(512);
    assertThat(ClientText.target(null)).isEmpty();
  }
}

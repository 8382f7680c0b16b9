package io.rhumb.gateway.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
    "/v1/models/claude@20240229:rawPredict, /v1/models/claude@20240229:rawPredict"
  })
  void path_hasNoQueryNorUser(String target, String path) {
    assertThat(ClientText.path(target)).isEqualTo(path);
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

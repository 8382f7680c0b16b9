package io.rhumb.gateway.predict;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PredictPathTest {

  @ParameterizedTest
  @ValueSource(strings = {"/", "/predict"})
  void withoutModel_meansTheDefault(String path) {
    assertThat(PredictPath.match(path)).isEqualTo(new PredictPath(null, "predict"));
  }

  @ParameterizedTest
  @CsvSource({
    "/predict/fraud,fraud",
    "/predict/a.b-c_1,a.b-c_1",
    "/predict/a:b,a:b",
    "/predict/fraud:predict,fraud:predict",
    "/predict/a%2Fb,a%2Fb",
    "/v1/models/fraud:predict,fraud",
    "/v1/models/fraud%3Apredict,fraud",
    "/v1/models/fraud%3apredict,fraud",
    "/v1/models/a:b:predict,a:b",
    "/v1/models/a%2Fb:predict,a%2Fb",
    "/v1/models/x:predict,x"
  })
  void withModel_namesIt(String path, String model) {
    assertThat(PredictPath.match(path)).isEqualTo(new PredictPath(model, "predict"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "//",
        "/predict/",
        "/predict//",
        "/predict/a/",
        "/predict/a/b",
        "/predictions",
        "/Predict",
        "predict",
        "/v1",
        "/v1/models",
        "/v1/models/",
        "/v1/models/:predict",
        "/v1/models/%3Apredict",
        "/v1/models/fraud",
        "/v1/models/fraud:",
        "/v1/models/fraud/predict",
        "/v1/models/fraud:Predict",
        "/v1/models/fraud%3APREDICT",
        "/v1/models/fraud:explain",
        "/v1/models/a/b:predict",
        "/v1/models//a:predict",
        "/v1/models/fraud:predict/",
        "/v1/models/fraud:predict/x",
        "/v1/models/fraud:predicts",
        "/v1/models/fraud:predictXY",
        "/v1/models/fraud:predict%2",
        "/v1/models/predict",
        "/v1/models:predict",
        "/v2/models/fraud:predict",
        "/health/live",
        "/../predict"
      })
  void anyOtherPath_isNone(String path) {
    assertThat(PredictPath.match(path)).isNull();
  }
}

package io.rhumb.gateway.operation;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class OperationPathTest {

  @ParameterizedTest
  @ValueSource(strings = {"/", "/predict"})
  void withoutModel_meansTheDefault(String path) {
    assertThat(OperationPath.match(path)).isEqualTo(own(null));
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
    assertThat(OperationPath.match(path)).isEqualTo(own(model));
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
    assertThat(OperationPath.match(path)).isNull();
  }

  @Test
  void pathsOfMostRequests_areNotMadeAnew() {
    assertThat(OperationPath.match("/predict")).isSameAs(OperationPath.match("/"));
    assertThat(OperationPath.match("/v1/chat/completions"))
        .isSameAs(OperationPath.match("/v1/chat/completions"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"chat/completions", "completions", "embeddings", "responses"})
  void openAi_leavesTheModelToTheBody(String tail) {
    Method method = Method.ofOpenAi(tail);
    assertThat(OperationPath.match("/v1/" + tail))
        .isEqualTo(OperationPath.openAi(ApiVersion.V1, method));
    assertThat(OperationPath.match("/v1beta1/projects/p/locations/l/endpoints/openapi/" + tail))
        .isEqualTo(OperationPath.openAi(ApiVersion.V1BETA1, method));
    assertThat(OperationPath.match("/v1/" + tail + "/")).isNull();
    assertThat(OperationPath.match("/v2/" + tail)).isNull();
  }

  private static OperationPath own(@Nullable String model) {
    return new OperationPath(OperationPath.Style.OWN, null, model, Operation.PREDICT);
  }
}

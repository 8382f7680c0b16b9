package io.rhumb.gateway.operation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ResourcePathTest {

  private static final String BELOW = "/v1/projects/p/locations/l/";

  @ParameterizedTest
  @EnumSource
  void verb_isTheMethod_inEitherVersion(Method method) {
    if (method.form() != Method.Form.VERB) {
      return;
    }
    assertThat(OperationPath.match(BELOW + "endpoints/1:" + method.word()))
        .isEqualTo(OperationPath.vertex(null, "1", Operation.of(ApiVersion.V1, method)));
    assertThat(OperationPath.match(
            "/v1beta1/projects/p/locations/l/publishers/google/models/m:" + method.word()))
        .isEqualTo(OperationPath.vertex("google", "m", Operation.of(ApiVersion.V1BETA1, method)));
  }

  @Test
  void commonOperation_isAlwaysTheSame() {
    OperationPath match = OperationPath.match(BELOW + "endpoints/1:predict");
    assertThat(match.operation()).isSameAs(Operation.PREDICT);
    assertThat(match.operation().isCommon()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "projects/-/locations/-/endpoints/fraud:predict, fraud",
    "projects/example.com:p/locations/L_1/endpoints/fraud%3Apredict, fraud",
    "projects/p/locations/l/endpoints/fraud%3apredict, fraud",
    "projects/p/locations/l/endpoints/a:b:predict, a:b",
    "projects/p/locations/l/endpoints/openapi:predict, openapi",
    "projects/p/locations/l/publishers/anthropic/models/claude@1:predict, claude@1",
    "projects/p/locations/l/publishers/anthropic/models/claude%401:predict, claude@1",
    "projects/%20/locations/l/endpoints/a%20b:predict, a b"
  })
  void projectAndLocation_areAnything_theModelIsReadDecoded(String path, String model) {
    OperationPath match = OperationPath.match("/v1/" + path);
    assertThat(match.style()).isEqualTo(OperationPath.Style.VERTEX);
    assertThat(match.model()).isEqualTo(model);
    assertThat(match.operation()).isEqualTo(Operation.PREDICT);
  }

  @ParameterizedTest
  @CsvSource({
    "endpoints/fraud/chat/completions, CHAT_COMPLETIONS, '', ",
    "endpoints/fraud/invoke/a, INVOKE, a, ",
    "endpoints/fraud/invoke/v1/a%20b/c:d;e=f, INVOKE, v1/a%20b/c:d;e=f, ",
    "endpoints/fraud/invoke/invoke/chat/completions, INVOKE, invoke/chat/completions, ",
    "endpoints/fraud/deployedModels/77/invoke/a/b, INVOKE_DEPLOYED, a/b, ",
    "publishers/meta/models/fraud/invoke/a/b, INVOKE, a/b, meta"
  })
  void tail_isTheMethod(String path, Method method, String tail, String publisher) {
    assertThat(OperationPath.match(BELOW + path))
        .isEqualTo(OperationPath.vertex(
            publisher, "fraud", new Operation(ApiVersion.V1, method, tail, null)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "endpoints/1",
        "endpoints/1:",
        "endpoints/:predict",
        "endpoints/1:Predict",
        "endpoints/1:predict/",
        "endpoints/1:predict/x",
        "endpoints//1:predict",
        "endpoints/./1:predict",
        "endpoints/..:predict",
        "endpoints/.:predict",
        "endpoints/%2e%2e:predict",
        "endpoints/.%2E;x:predict",
        "endpoints/1%2F2:predict",
        "endpoints/1%5c2:predict",
        "endpoints/1%00:predict",
        "endpoints/1%0d%0a:predict",
        "endpoints/1%7f:predict",
        "endpoints/1%:predict",
        "endpoints/1%2:predict",
        "endpoints/1%zz:predict",
        "endpoints/1\\2:predict",
        "endpoints/1\u0001:predict",
        "endpoints/\u00e4:predict",
        "endpoints/a b:predict",
        "endpoints/1#:predict",
        "endpoints/1/completions",
        "endpoints/1/embeddings",
        "endpoints/1/chat",
        "endpoints/1/chat/completions/",
        "endpoints/1:predict/chat/completions%00",
        "endpoints/openapi/models",
        "endpoints/1/invoke",
        "endpoints/1/invoke/",
        "endpoints/1/invoke//a",
        "endpoints/1/invoke/a/",
        "endpoints/1/invoke/../../2:predict",
        "endpoints/1/invoke/a/..",
        "endpoints/1/invoke/a/%2e%2e/b",
        "endpoints/1/invoke/a/..;x=y/b",
        "endpoints/1/invoke/a%2fb",
        "endpoints/1/invoke/a%5Cb",
        "endpoints/1/invoke/a%0ab",
        "endpoints/1/invoke/a b",
        "endpoints/1/invoke/a?b",
        "endpoints/1/invoke/a#b",
        "endpoints/../invoke/a",
        "endpoints//invoke/a",
        "endpoints/1/deployedModels/7",
        "endpoints/1/deployedModels/7/invoke",
        "endpoints/1/deployedModels/7/invoke/",
        "endpoints/1/deployedModels//invoke/a",
        "endpoints/1/deployedModels/../invoke/a",
        "endpoints/1/deployedModels/7:predict",
        "publishers/google/models/m",
        "publishers//models/m:predict",
        "publishers/../models/m:predict",
        "publishers/google/m:predict",
        "publishers/google/models/m/chat/completions",
        "publishers/google/models/m/deployedModels/7/invoke/a",
        "models/1:predict",
        "",
        "endpoints"
      })
  void anythingElse_isNone(String path) {
    assertThat(OperationPath.match(BELOW + path)).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v2/projects/p/locations/l/endpoints/1:predict",
        "/v1/projects//locations/l/endpoints/1:predict",
        "/v1/projects/../locations/l/endpoints/1:predict",
        "/v1/projects/p/locations//endpoints/1:predict",
        "/v1/projects/p/locations/%2f/endpoints/1:predict",
        "/v1/project/p/locations/l/endpoints/1:predict",
        "/v1/projects/p/location/l/endpoints/1:predict",
        "v1/projects/p/locations/l/endpoints/1:predict",
        "x/v1/projects/p/locations/l/endpoints/1:predict",
        "//v1/projects/p/locations/l/endpoints/1:predict"
      })
  void otherBeginning_isNone(String path) {
    assertThat(OperationPath.match(path)).isNull();
  }

  @Test
  void unknownVerb_isToldTheKnownOnes() {
    assertThat(OperationPath.whyNone(BELOW + "endpoints/1:evaluate"))
        .startsWith("method: no such method (expected: one of predict, rawPredict, ")
        .contains("streamGenerateContent", "fetchPredictOperation")
        .doesNotContain("completions", "invoke");
    assertThat(OperationPath.whyNone(BELOW + "publishers/google/models/m%3Apredict2"))
        .startsWith("method: ");
  }

  @Test
  void otherPath_isToldTheKnownOnes() {
    for (String path : new String[] {"/x", BELOW + "endpoints/1", BELOW + "endpoints/..:x"}) {
      assertThat(OperationPath.whyNone(path))
          .startsWith("path: no such path (expected: one of /, /predict, ")
          .contains("/v1/chat/completions", "endpoints/{model}:{method}");
    }
  }
}

package io.rhumb.gateway.operation;

import static org.assertj.core.api.Assertions.assertThat;

import io.rhumb.gateway.config.Resource;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TargetPathTest {

  private static final TargetPath ENDPOINT =
      TargetPath.of(new Resource.Endpoint("p", "us-east4", "22"));
  private static final TargetPath DEPLOYED = TargetPath.of(
      new Resource.Endpoint("p", "us-east4", "22", Optional.of("77"), Optional.empty()));
  private static final TargetPath PUBLISHER =
      TargetPath.of(new Resource.PublisherModel("p", "us-east4", "google", "gemini"));

  @ParameterizedTest
  @CsvSource({
    "PREDICT, '', endpoints/22:predict, publishers/google/models/gemini:predict",
    "STREAM_GENERATE_CONTENT, '', endpoints/22:streamGenerateContent,"
        + " publishers/google/models/gemini:streamGenerateContent",
    "CHAT_COMPLETIONS, '', endpoints/22/chat/completions, endpoints/openapi/chat/completions",
    "EMBEDDINGS, '', endpoints/22/embeddings, endpoints/openapi/embeddings",
    "INVOKE, a/b%20c, endpoints/22/invoke/a/b%20c, publishers/google/models/gemini/invoke/a/b%20c"
  })
  void resource_hasItsOwnProjectLocationAndId(
      Method method, String tail, String endpoint, String publisher) {
    for (ApiVersion version : ApiVersion.values()) {
      Operation operation = new Operation(version, method, tail, null);
      String location = "/" + version.segment() + "/projects/p/locations/us-east4/";
      assertThat(ENDPOINT.of(operation)).isEqualTo(location + endpoint);
      assertThat(PUBLISHER.of(operation)).isEqualTo(location + publisher);
      assertThat(ENDPOINT.missing(operation)).isNull();
      assertThat(PUBLISHER.missing(operation)).isNull();
    }
  }

  @Test
  void deployedModel_isTheTargetsOwn() {
    Operation operation = new Operation(ApiVersion.V1, Method.INVOKE_DEPLOYED, "a/b", null);
    assertThat(DEPLOYED.missing(operation)).isNull();
    assertThat(DEPLOYED.of(operation))
        .isEqualTo("/v1/projects/p/locations/us-east4/endpoints/22/deployedModels/77/invoke/a/b");
    assertThat(ENDPOINT.missing(operation)).contains("deployed-model");
    assertThat(PUBLISHER.missing(operation)).contains("deployed-model");
    assertThat(TargetPath.of(new Resource.UrlPath("/{method}")).missing(operation))
        .contains("deployed-model");
  }

  @Test
  void query_followsAsItIs() {
    String query = "$alt=json;enum-encoding%3Dint&x=%7e";
    assertThat(ENDPOINT.of(Operation.PREDICT.withQuery(query))).endsWith("/22:predict?" + query);
    assertThat(
            TargetPath.of(new Resource.UrlPath("/{method}")).of(Operation.PREDICT.withQuery(query)))
        .isEqualTo("/predict?" + query);
  }

  @ParameterizedTest
  @CsvSource({
    "/, PREDICT, '', /",
    "/m:{method}, RAW_PREDICT, '', /m:rawPredict",
    "/v1/{method}, CHAT_COMPLETIONS, '', /v1/chat/completions",
    "/v1/{method}, RAW_PREDICT, '', /v1/rawPredict",
    "/x/{method}, INVOKE, a/b, /x/invoke/a/b"
  })
  void url_hasTheMethodInItsPlace(String template, Method method, String tail, String path) {
    TargetPath url = TargetPath.of(new Resource.UrlPath(template));
    Operation operation = new Operation(ApiVersion.V1BETA1, method, tail, null);
    assertThat(url.missing(operation)).isNull();
    assertThat(url.of(operation)).isEqualTo(path);
  }

  @ParameterizedTest
  @CsvSource({
    "/, RAW_PREDICT, {method} in its path",
    "/, CHAT_COMPLETIONS, /{method} in its path",
    "/m:{method}, CHAT_COMPLETIONS, /{method} in its path",
    "/m:{method}, INVOKE, /{method} in its path"
  })
  void urlWithoutAPlace_doesNotServe(String template, Method method, String missing) {
    assertThat(TargetPath.of(new Resource.UrlPath(template))
            .missing(new Operation(ApiVersion.V1, method, "", null)))
        .isEqualTo(missing);
  }
}

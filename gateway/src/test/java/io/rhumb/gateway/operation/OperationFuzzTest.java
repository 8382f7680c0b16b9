package io.rhumb.gateway.operation;

import static org.assertj.core.api.Assertions.assertThat;

import io.rhumb.gateway.config.Resource;
import io.rhumb.gateway.fuzz.Fuzz;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a client may put into the path. */
final class OperationFuzzTest {

  private static final String BELOW = "/v1/projects/p/locations/l/";
  private static final TargetPath TARGET =
      TargetPath.of(new Resource.Endpoint("own", "us-east4", "22"));

  @Test
  void path() {
    Fuzz.of(
            List.of(
                "/",
                "/predict",
                "/predict/linear",
                "/v1/models/linear:predict",
                "/v1/models/a%3Apredict",
                "/v1/models/:predict",
                "/v1/models/:predict:predict",
                "/v1/models/%3apredict",
                ""),
            "/predict/",
            "/v1/models/",
            ":predict",
            "%3A",
            "%2F",
            "..",
            "//",
            "%00")
        .run(path -> {
          OperationPath match = OperationPath.match(path);
          if (match != null && match.model() != null) {
            assertThat(match.model()).isNotEmpty().doesNotContain("/");
            assertThat(path).contains(match.model());
            assertThat(path).matches("(?s)/predict/.*|/v1/models/.*(:|%3A|%3a)predict");
          }
          if (match != null) {
            assertThat(match.operation()).isSameAs(Operation.PREDICT);
          }
        });
  }

  @Test
  void whatGoesUpstream_isBelowTheTargetsResource() {
    Fuzz.of(
            List.of(
                BELOW + "endpoints/1:predict",
                BELOW + "endpoints/1/invoke/a/b",
                BELOW + "endpoints/1/deployedModels/2/invoke/a",
                BELOW + "publishers/google/models/m%3AstreamRawPredict",
                BELOW + "publishers/google/models/m/invoke/a%20b",
                BELOW + "endpoints/openapi/chat/completions"),
            "..",
            "%2e",
            "%2F",
            "/invoke/",
            ":predict",
            ";",
            "%00",
            "//")
        .run(path -> {
          OperationPath match = OperationPath.match(path);
          if (match == null || TARGET.missing(match.operation()) != null) {
            return;
          }
          String upstream = TARGET.of(match.operation());
          assertThat(upstream).matches("[!-~&&[^#?\\\\]]+");
          assertThat(URI.create("http://h" + upstream).normalize().getRawPath())
              .isEqualTo(upstream)
              .matches("/v1(beta1)?/projects/own/locations/us-east4/endpoints/22[:/].*");
        });
  }
}

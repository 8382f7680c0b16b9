package io.rhumb.gateway.operation;

import static org.assertj.core.api.Assertions.assertThat;

import io.rhumb.gateway.config.Resource;
import io.rhumb.gateway.operation.OperationPath.Style;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RpcTest {

  @ParameterizedTest
  @CsvSource({
    "v1.PredictionService/Predict,V1,PREDICT,1,endpoint",
    "v1beta1.PredictionService/Predict,V1BETA1,PREDICT,1,endpoint",
    "v1.PredictionService/RawPredict,V1,RAW_PREDICT,1,endpoint",
    "v1.PredictionService/StreamRawPredict,V1,STREAM_RAW_PREDICT,1,endpoint",
    "v1.PredictionService/ServerStreamingPredict,V1,SERVER_STREAMING_PREDICT,1,endpoint",
    "v1.PredictionService/DirectPredict,V1,DIRECT_PREDICT,1,endpoint",
    "v1.PredictionService/DirectRawPredict,V1,DIRECT_RAW_PREDICT,1,endpoint",
    "v1.PredictionService/Explain,V1,EXPLAIN,1,endpoint",
    "v1.PredictionService/GenerateContent,V1,GENERATE_CONTENT,5,model",
    "v1.PredictionService/StreamGenerateContent,V1,STREAM_GENERATE_CONTENT,5,model",
    "v1.PredictionService/EmbedContent,V1,EMBED_CONTENT,1,model",
    "v1.LlmUtilityService/CountTokens,V1,COUNT_TOKENS,1,endpoint",
    "v1beta1.PredictionService/CountTokens,V1BETA1,COUNT_TOKENS,1,endpoint",
    "v1.LlmUtilityService/ComputeTokens,V1,COMPUTE_TOKENS,1,endpoint",
    "v1beta1.LlmUtilityService/ComputeTokens,V1BETA1,COMPUTE_TOKENS,1,endpoint"
  })
  void path_meansAMethod(String path, ApiVersion version, Method method, int field, String name) {
    String full = "/google.cloud.aiplatform." + path;
    Operation operation = new Operation(version, method, "", null, new Rpc(full, field, name));

    assertThat(OperationPath.match(full))
        .isEqualTo(new OperationPath(Style.GRPC, null, null, operation));
    assertThat(Rpc.paths()).contains(full);
    assertThat(TargetPath.of(new Resource.Endpoint("p", "l", "1")).of(operation))
        .isEqualTo(full);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "v1.PredictionService/StreamDirectPredict",
        "v1.PredictionService/StreamingPredict",
        "v1.PredictionService/CountTokens",
        "v1beta1.LlmUtilityService/CountTokens",
        "v1.PredictionService/predict",
        "v1.EndpointService/GetEndpoint",
        "v2.PredictionService/Predict"
      })
  void path_ofAStreamToTheServerOrOfNothing(String path) {
    assertThat(OperationPath.match("/google.cloud.aiplatform." + path)).isNull();
  }

  @Test
  void resourceName_asInAMessage() {
    assertThat(TargetPath.of(new Resource.Endpoint("p", "l", "1")).resourceName())
        .isEqualTo("projects/p/locations/l/endpoints/1");
    assertThat(TargetPath.of(new Resource.PublisherModel("p", "l", "google", "gemini"))
            .resourceName())
        .isEqualTo("projects/p/locations/l/publishers/google/models/gemini");
  }

  @Test
  void urlTarget_cannotBeAsked() {
    TargetPath path = TargetPath.of(new Resource.UrlPath("/{method}", Optional.empty()));

    assertThat(path.resourceName()).isNull();
    for (Operation operation : Rpc.operations()) {
      assertThat(path.missing(operation))
          .isEqualTo("over gRPC, a target that is an endpoint or a publisher's model");
    }
  }
}

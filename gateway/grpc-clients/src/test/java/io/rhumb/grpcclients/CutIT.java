package io.rhumb.grpcclients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.api.HttpBody;
import com.google.api.gax.rpc.ApiException;
import com.google.api.gax.rpc.StatusCode.Code;
import com.google.cloud.aiplatform.v1.PredictRequest;
import com.google.cloud.aiplatform.v1.PredictionServiceClient;
import com.google.cloud.aiplatform.v1.StreamRawPredictRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Regions that go away altogether. */
final class CutIT {

  private static final String ENDPOINT = "projects/any/locations/any/endpoints/linear";

  @Test
  void regionsDie_oneInTheMiddleOfAStream(@TempDir Path folder) throws IOException {
    try (Deployment deployment = Deployment.start(folder, "none", "linear");
        PredictionServiceClient client = PredictionServiceIT.client(deployment.target())) {
      deployment.local().script("linear", call -> call.send(0, 2));
      Iterator<HttpBody> answers = client
          .streamRawPredictCallable()
          .call(StreamRawPredictRequest.newBuilder().setEndpoint(ENDPOINT).build())
          .iterator();
      answers.next();
      answers.next();

      deployment.local().close();
      assertThatThrownBy(answers::hasNext)
          .isInstanceOfSatisfying(
              ApiException.class,
              e -> assertThat(e.getStatusCode().getCode()).isEqualTo(Code.UNAVAILABLE))
          .hasMessageContaining("model linear: the answer broke off");

      PredictRequest request = PredictRequest.newBuilder().setEndpoint(ENDPOINT).build();
      assertThat(client.predict(request).getDeployedModelId()).isEqualTo("us-east4");

      deployment.next().close();
      assertThatThrownBy(() -> client.predict(request))
          .isInstanceOfSatisfying(
              ApiException.class,
              e -> assertThat(e.getStatusCode().getCode()).isEqualTo(Code.UNAVAILABLE))
          .hasMessageContaining("model linear: no target can answer for now");
    }
  }
}

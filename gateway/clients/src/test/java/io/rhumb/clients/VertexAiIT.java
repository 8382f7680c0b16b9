package io.rhumb.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.api.HttpBody;
import com.google.api.gax.rpc.CancelledException;
import com.google.cloud.vertexai.api.Content;
import com.google.cloud.vertexai.api.EndpointName;
import com.google.cloud.vertexai.api.GenerateContentRequest;
import com.google.cloud.vertexai.api.GenerateContentResponse;
import com.google.cloud.vertexai.api.Part;
import com.google.cloud.vertexai.api.PredictResponse;
import com.google.cloud.vertexai.api.PredictionServiceClient;
import com.google.cloud.vertexai.api.StreamRawPredictRequest;
import com.google.gson.stream.MalformedJsonException;
import com.google.protobuf.ByteString;
import com.google.protobuf.ListValue;
import com.google.protobuf.Value;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** {@code google-cloud-vertexai} over REST, when all is well. */
@ExtendWith(Deployed.class)
final class VertexAiIT {

  private static final HttpBody INSTANCES = HttpBody.newBuilder()
      .setContentType("application/json")
      .setData(ByteString.copyFromUtf8("{\"instances\":[[1.0],[2.0]]}"))
      .build();

  private final Deployment deployment;

  @AutoClose
  private final PredictionServiceClient client;

  VertexAiIT(Deployment deployment) {
    this.deployment = deployment;
    this.client = Sdks.vertexAi(deployment.base(), ApiKey.EVERYTHING);
  }

  @Test
  void predict() {
    PredictResponse response = client.predict(
        EndpointName.ofProjectLocationEndpointName("any", "any", GatewayConfig.LINEAR),
        List.of(instance(1), instance(2)),
        Value.getDefaultInstance());

    assertThat(response.getPredictionsList()).map(Value::getNumberValue).containsExactly(1.0, 2.0);
    assertThat(response.getModelDisplayName()).isEqualTo("linear-regression");
    assertThat(deployment.local().uri())
        .isEqualTo("/v1/projects/demo-project/locations/us-central1/endpoints/1111:predict"
            + "?$alt=json;enum-encoding%3Dint");
  }

  /**
   * The answer is the bytes themselves, which this SDK takes for the JSON of an HttpBody: its user gets an empty one.
   * So it must be with Google, whose other generated clients do the same.
   *
   * @see <a href="https://github.com/googleapis/google-api-dotnet-client/issues/1068">HttpBody in client libraries</a>
   */
  @Test
  void rawPredict() {
    HttpBody answer = client.rawPredict(
        EndpointName.ofProjectLocationEndpointName("any", "any", GatewayConfig.ENDPOINT),
        INSTANCES);

    assertThat(answer).isEqualTo(HttpBody.getDefaultInstance());
    assertThat(deployment.local().uri()).contains("/endpoints/1111:rawPredict?");
    assertThat(deployment.local().requests()).isEqualTo(1);
  }

  /** For the same reason: what it takes for a stream is one array of JSON. */
  @Test
  void streamRawPredict_throws() {
    StreamRawPredictRequest request = StreamRawPredictRequest.newBuilder()
        .setEndpoint("projects/any/locations/any/endpoints/linear")
        .setHttpBody(INSTANCES)
        .build();

    assertThatThrownBy(
            () -> client.streamRawPredictCallable().call(request).iterator().hasNext())
        .isExactlyInstanceOf(CancelledException.class)
        .hasRootCauseInstanceOf(MalformedJsonException.class);
    assertThat(deployment.local().uri()).contains("/endpoints/1111:streamRawPredict?");
  }

  @Test
  void generateContent() {
    GenerateContentResponse response = client.generateContent(question(GatewayConfig.TEXT));

    assertThat(text(response)).isEqualTo(Region.TEXT);
    assertThat(deployment.local().uri())
        .contains("/publishers/google/models/gemini-text-0:generateContent?");
  }

  @Test
  void streamGenerateContent() {
    List<String> texts = new ArrayList<>();
    client
        .streamGenerateContentCallable()
        .call(question(GatewayConfig.TEXT))
        .forEach(response -> texts.add(text(response)));

    assertThat(texts).containsExactly("one", " two", " three", " four", " five");
    // Not server-sent events, but one array of JSON.
    assertThat(deployment.local().uri())
        .contains(":streamGenerateContent?$alt=json;enum-encoding%3Dint");
  }

  static GenerateContentRequest question(String model) {
    Content content = Content.newBuilder()
        .setRole("user")
        .addParts(Part.newBuilder().setText("Count!"))
        .build();
    return GenerateContentRequest.newBuilder()
        .setModel("projects/any/locations/any/publishers/google/models/" + model)
        .addContents(content)
        .build();
  }

  static String text(GenerateContentResponse response) {
    return response.getCandidates(0).getContent().getParts(0).getText();
  }

  private static Value instance(double x) {
    ListValue row =
        ListValue.newBuilder().addValues(Value.newBuilder().setNumberValue(x)).build();
    return Value.newBuilder().setListValue(row).build();
  }
}

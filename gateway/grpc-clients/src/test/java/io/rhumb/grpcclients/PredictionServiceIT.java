package io.rhumb.grpcclients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.api.HttpBody;
import com.google.api.gax.core.NoCredentialsProvider;
import com.google.api.gax.grpc.GrpcCallContext;
import com.google.api.gax.grpc.InstantiatingGrpcChannelProvider;
import com.google.api.gax.rpc.ApiException;
import com.google.api.gax.rpc.StatusCode.Code;
import com.google.cloud.aiplatform.v1.GenerateContentRequest;
import com.google.cloud.aiplatform.v1.GenerateContentResponse;
import com.google.cloud.aiplatform.v1.PredictRequest;
import com.google.cloud.aiplatform.v1.PredictResponse;
import com.google.cloud.aiplatform.v1.PredictionServiceClient;
import com.google.cloud.aiplatform.v1.PredictionServiceSettings;
import com.google.cloud.aiplatform.v1.RawPredictRequest;
import com.google.cloud.aiplatform.v1.StreamRawPredictRequest;
import com.google.protobuf.ByteString;
import com.google.protobuf.Value;
import io.grpc.ManagedChannelBuilder;
import io.grpc.Status;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** {@code google-cloud-aiplatform}, whose client knows no other transport than gRPC. */
@TestInstance(Lifecycle.PER_CLASS)
final class PredictionServiceIT {

  private Deployment deployment;
  private PredictionServiceClient client;

  @BeforeAll
  void start(@TempDir Path folder) throws IOException {
    deployment = Deployment.start(
        folder,
        "none",
        "linear",
        "gemini-text",
        "one-down",
        "both-down",
        "no-quota",
        "rejected",
        "flow",
        "early",
        "cut",
        "said",
        "late",
        "silent");
    client = client(deployment.target());
  }

  @AfterAll
  void stop() {
    client.close();
    deployment.close();
  }

  static PredictionServiceClient client(String target) throws IOException {
    return PredictionServiceClient.create(PredictionServiceSettings.newBuilder()
        .setCredentialsProvider(NoCredentialsProvider.create())
        .setEndpoint(target)
        .setTransportChannelProvider(InstantiatingGrpcChannelProvider.newBuilder()
            .setEndpoint(target)
            .setChannelConfigurator(ManagedChannelBuilder::usePlaintext)
            .build())
        .build());
  }

  @Test
  void predict_endpointByItsModelsName() {
    assertThat(predictedBy("linear")).isEqualTo("us-central1");

    Exchange seen = deployment.local().seen("linear").get(0);
    PredictRequest request = (PredictRequest) seen.request();
    assertThat(request.getEndpoint())
        .isEqualTo("projects/demo-project/locations/us-central1/endpoints/linear-us-central1");
    assertThat(request.getInstances(0).getNumberValue()).isEqualTo(1.5);
    assertThat(seen.deadline().timeRemaining(TimeUnit.SECONDS)).isBetween(0L, 16L);
  }

  @Test
  void rawPredict_bodyAsItIs() {
    HttpBody answer = client.rawPredict(RawPredictRequest.newBuilder()
        .setEndpoint(endpoint("linear"))
        .setHttpBody(HttpBody.newBuilder().setData(ByteString.copyFromUtf8("any bytes")))
        .build());

    assertThat(answer.getData().toStringUtf8()).isEqualTo("us-central1: any bytes");
  }

  @Test
  void generateContent_publisherModel() {
    GenerateContentResponse answer = client.generateContent(GenerateContentRequest.newBuilder()
        .setModel("projects/any/locations/any/publishers/google/models/gemini-text")
        .build());

    assertThat(answer.getCandidates(0).getContent().getParts(0).getText()).isEqualTo("us-central1");
  }

  @Test
  void streamGenerateContent_everyMessage() {
    List<String> texts = new ArrayList<>();
    client
        .streamGenerateContentCallable()
        .call(GenerateContentRequest.newBuilder().setModel("gemini-text").build())
        .forEach(
            answer -> texts.add(answer.getCandidates(0).getContent().getParts(0).getText()));

    assertThat(texts).containsExactly("us-central1 one", "us-central1 two", "us-central1 three");
  }

  @Test
  void stream_messageBeforeTheNextIsMade() {
    CompletableFuture<Void> heard = new CompletableFuture<>();
    deployment.local().script("flow", call -> {
      call.send(0, 1);
      heard.thenRun(() -> {
        call.send(1, 3);
        call.client().onCompleted();
      });
    });

    Iterator<HttpBody> answers = stream("flow");
    assertThat(answers.next().getData().toStringUtf8()).isEqualTo("us-central1 one");
    heard.complete(null);
    assertThat(answers).toIterable().hasSize(2);
  }

  @Test
  void predict_localRegionUnavailable_nextAnswers() {
    deployment.local().script("one-down", call -> call.fail(Status.UNAVAILABLE));

    assertThat(predictedBy("one-down")).isEqualTo("us-east4");
    assertThat(deployment.local().seen("one-down")).hasSize(1);
    assertThat(((PredictRequest) deployment.next().seen("one-down").get(0).request()).getEndpoint())
        .isEqualTo("projects/demo-project/locations/us-east4/endpoints/one-down-us-east4");
  }

  @Test
  void predict_bothUnavailable() {
    everywhere("both-down", Status.UNAVAILABLE);

    assertFails("both-down", Code.UNAVAILABLE, "model both-down: no target can answer for now");
  }

  @Test
  void predict_noQuotaAnywhere() {
    everywhere("no-quota", Status.RESOURCE_EXHAUSTED);

    assertFails(
        "no-quota",
        Code.RESOURCE_EXHAUSTED,
        "model no-quota: every target is out of quota or capacity");
  }

  @Test
  void predict_requestRefused_asTheRegionSaidIt() {
    deployment
        .local()
        .script(
            "rejected",
            call ->
                call.fail(Status.INVALID_ARGUMENT.withDescription("instances: größer als 3 %")));

    assertFails("rejected", Code.INVALID_ARGUMENT, "instances: größer als 3 %");
    assertThat(deployment.next().seen("rejected")).isEmpty();
  }

  @Test
  void stream_failsBeforeItsFirstMessage_nextAnswers() {
    deployment.local().script("early", call -> call.fail(Status.INTERNAL));

    assertThat(stream("early"))
        .toIterable()
        .map(answer -> answer.getData().toStringUtf8())
        .containsExactly("us-east4 one", "us-east4 two", "us-east4 three");
  }

  @Test
  void stream_endsWithAnErrorOfTheRegion_asItSaidIt() {
    deployment.local().script("said", call -> {
      call.send(0, 2);
      call.fail(Status.UNAVAILABLE.withDescription("shutting down"));
    });

    Iterator<HttpBody> answers = stream("said");
    answers.next();
    answers.next();
    assertThatThrownBy(answers::hasNext)
        .isInstanceOfSatisfying(
            ApiException.class,
            e -> assertThat(e.getStatusCode().getCode()).isEqualTo(Code.UNAVAILABLE))
        .hasMessageContaining("shutting down");
  }

  @Test
  void predict_notInTime_cancelledUpstream() {
    CompletableFuture<Exchange> reached = new CompletableFuture<>();
    deployment.local().script("late", reached::complete);
    deployment.next().script("late", call -> {});

    assertThatThrownBy(() -> predictWithin(Duration.ofSeconds(1), "late"))
        .isInstanceOfSatisfying(
            ApiException.class,
            e -> assertThat(e.getStatusCode().getCode()).isEqualTo(Code.DEADLINE_EXCEEDED));
    Exchange call = reached.join();
    // The time that is left, and a second of grace.
    assertThat(call.deadline().timeRemaining(TimeUnit.MILLISECONDS)).isLessThan(2_000);
    assertThat(call.cancelled()).succeedsWithin(Duration.ofSeconds(10)).isEqualTo(true);
  }

  @Test
  void predict_localRegionSilent_nextAnswersWithinTheClientsTime() {
    deployment.local().script("silent", call -> {});

    assertThat(predictWithin(Duration.ofSeconds(4), "silent").getDeployedModelId())
        .isEqualTo("us-east4");
    assertThat(deployment.local().seen("silent").get(0).cancelled())
        .succeedsWithin(Duration.ofSeconds(10))
        .isEqualTo(true);
  }

  @Test
  void token_revoked_aNewOneIsFetched() {
    assertThat(predictedBy("linear")).isEqualTo("us-central1");
    deployment.token("another-token");

    assertThat(predictedBy("linear")).isEqualTo("us-central1");
  }

  @Test
  void model_unknown() {
    assertFails(
        "nobody", Code.NOT_FOUND, "model: no such model (expected: one of linear, gemini-text");
  }

  private void everywhere(String model, Status status) {
    deployment.local().script(model, call -> call.fail(status));
    deployment.next().script(model, call -> call.fail(status));
  }

  private void assertFails(String model, Code code, String message) {
    assertThatThrownBy(() -> client.predict(predict(model)))
        .isInstanceOfSatisfying(
            ApiException.class, e -> assertThat(e.getStatusCode().getCode()).isEqualTo(code))
        .hasMessageContaining(message);
  }

  private PredictResponse predictWithin(Duration time, String model) {
    return client
        .predictCallable()
        .call(predict(model), GrpcCallContext.createDefault().withTimeoutDuration(time));
  }

  private String predictedBy(String model) {
    return client.predict(predict(model)).getDeployedModelId();
  }

  private static PredictRequest predict(String model) {
    return PredictRequest.newBuilder()
        .setEndpoint(endpoint(model))
        .addInstances(Value.newBuilder().setNumberValue(1.5))
        .build();
  }

  private Iterator<HttpBody> stream(String model) {
    return client
        .streamRawPredictCallable()
        .call(StreamRawPredictRequest.newBuilder().setEndpoint(endpoint(model)).build())
        .iterator();
  }

  private static String endpoint(String model) {
    return "projects/any/locations/any/endpoints/" + model;
  }
}

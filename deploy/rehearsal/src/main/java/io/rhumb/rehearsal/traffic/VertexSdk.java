package io.rhumb.rehearsal.traffic;

import com.google.api.gax.core.FixedCredentialsProvider;
import com.google.auth.oauth2.AccessToken;
import com.google.auth.oauth2.GoogleCredentials;
import com.google.cloud.vertexai.api.EndpointName;
import com.google.cloud.vertexai.api.PredictResponse;
import com.google.cloud.vertexai.api.PredictionServiceClient;
import com.google.cloud.vertexai.api.PredictionServiceSettings;
import com.google.protobuf.ListValue;
import com.google.protobuf.Value;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.stream.Stream;

/** Google's own SDK, {@code google-cloud-vertexai} over REST, as its user has it. It tries a predict once. */
final class VertexSdk implements Client {

  private static final List<Double> PREDICTIONS = List.of(1.0, 2.0, 3.0);

  private final PredictionServiceClient client;
  private final Executor threads;

  VertexSdk(String base, Executor threads) {
    this.threads = threads;
    // The gateways of the rehearsal ask nobody for a key.
    GoogleCredentials any = GoogleCredentials.create(new AccessToken("any", null));
    try {
      this.client = PredictionServiceClient.create(PredictionServiceSettings.newHttpJsonBuilder()
          .setEndpoint(base)
          .setCredentialsProvider(FixedCredentialsProvider.create(any))
          .build());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String name() {
    return "sdk";
  }

  @Override
  public CompletionStage<Answer> ask(String model) {
    return CompletableFuture.supplyAsync(() -> predict(model), threads)
        .exceptionally(failure -> Answer.none("sdk: " + failure.getMessage()));
  }

  @Override
  public void close() {
    client.close();
  }

  private Answer predict(String model) {
    PredictResponse response = client.predict(
        EndpointName.ofProjectLocationEndpointName("any", "any", model),
        Stream.of(1, 2, 3).map(VertexSdk::instance).toList(),
        Value.getDefaultInstance());
    List<Double> predictions =
        response.getPredictionsList().stream().map(Value::getNumberValue).toList();
    return new Answer("", "", predictions.equals(PREDICTIONS) ? "" : "wrong predictions");
  }

  private static Value instance(double x) {
    ListValue row =
        ListValue.newBuilder().addValues(Value.newBuilder().setNumberValue(x)).build();
    return Value.newBuilder().setListValue(row).build();
  }
}

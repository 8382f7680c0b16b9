package io.rhumb.grpcclients;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.api.gax.core.NoCredentialsProvider;
import com.google.api.gax.grpc.InstantiatingGrpcChannelProvider;
import com.google.cloud.vertexai.api.Content;
import com.google.cloud.vertexai.api.GenerateContentRequest;
import com.google.cloud.vertexai.api.Part;
import com.google.cloud.vertexai.api.PredictionServiceClient;
import com.google.cloud.vertexai.api.PredictionServiceSettings;
import io.grpc.ManagedChannelBuilder;
import io.grpc.Status;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code google-cloud-vertexai} over gRPC, the transport that it has if nobody says otherwise. */
final class VertexAiIT {

  @Test
  void streamGenerateContent_throughAFailover(@TempDir Path folder) throws IOException {
    try (Deployment deployment = Deployment.start(folder, "none", "gemini-text");
        PredictionServiceClient client = client(deployment.target())) {
      deployment.local().script("gemini-text", call -> call.fail(Status.RESOURCE_EXHAUSTED));
      GenerateContentRequest request = GenerateContentRequest.newBuilder()
          .setModel("projects/any/locations/any/publishers/google/models/gemini-text")
          .addContents(Content.newBuilder().addParts(Part.newBuilder().setText("Count!")))
          .build();

      List<String> texts = new ArrayList<>();
      client
          .streamGenerateContentCallable()
          .call(request)
          .forEach(answer ->
              texts.add(answer.getCandidates(0).getContent().getParts(0).getText()));

      assertThat(texts).containsExactly("us-east4 one", "us-east4 two", "us-east4 three");
    }
  }

  private static PredictionServiceClient client(String target) throws IOException {
    return PredictionServiceClient.create(PredictionServiceSettings.newBuilder()
        .setCredentialsProvider(NoCredentialsProvider.create())
        .setEndpoint(target)
        .setTransportChannelProvider(InstantiatingGrpcChannelProvider.newBuilder()
            .setEndpoint(target)
            .setChannelConfigurator(ManagedChannelBuilder::usePlaintext)
            .build())
        .build());
  }
}

package io.rhumb.clients;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.genai.Client;
import com.google.genai.ResponseStream;
import com.google.genai.types.ContentEmbedding;
import com.google.genai.types.FinishReason;
import com.google.genai.types.GenerateContentResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code google-genai}, when all is well. */
@ExtendWith(Deployed.class)
final class GenAiIT {

  private static final String MODEL = GatewayConfig.TEXT;

  private final Deployment deployment;

  @AutoClose
  private final Client client;

  GenAiIT(Deployment deployment) {
    this.deployment = deployment;
    this.client = Sdks.genAi(deployment.base(), ApiKey.EVERYTHING);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        MODEL,
        "gemini-" + MODEL,
        "google/gemini-" + MODEL,
        "publishers/google/models/gemini-" + MODEL,
        "projects/any/locations/any/publishers/google/models/gemini-" + MODEL
      })
  void generateContent_publisherModel(String model) {
    GenerateContentResponse response = client.models.generateContent(model, "Count!", null);

    assertThat(response.text()).isEqualTo(Region.TEXT);
    assertThat(response.finishReason()).isEqualTo(new FinishReason(FinishReason.Known.STOP));
    assertThat(deployment.local().uri())
        .isEqualTo("/v1beta1/projects/demo-project/locations/us-central1"
            + "/publishers/google/models/gemini-text-0:generateContent");
  }

  @ParameterizedTest
  @ValueSource(strings = {GatewayConfig.LINEAR, GatewayConfig.ENDPOINT})
  void generateContent_endpointByResourceName(String endpoint) {
    String name = "projects/any/locations/any/endpoints/" + endpoint;

    assertThat(client.models.generateContent(name, "Count!", null).text()).isEqualTo(Region.TEXT);
    assertThat(deployment.local().uri())
        .isEqualTo("/v1beta1/projects/demo-project/locations/us-central1"
            + "/endpoints/1111:generateContent");
  }

  @Test
  void generateContentStream() {
    List<String> texts = new ArrayList<>();
    try (ResponseStream<GenerateContentResponse> stream =
        client.models.generateContentStream(MODEL, "Count!", null)) {
      stream.forEach(response -> texts.add(response.text()));
    }

    assertThat(texts).containsExactly("one", " two", " three", " four", " five");
    assertThat(deployment.local().uri()).endsWith(":streamGenerateContent?alt=sse");
  }

  @Test
  void countTokens() {
    assertThat(client.models.countTokens(MODEL, "how many words", null).totalTokens())
        .hasValue(3);
  }

  @Test
  void computeTokens() {
    var tokens = client.models.computeTokens(MODEL, "how many words", null);

    assertThat(tokens.tokensInfo().orElseThrow().get(0).tokenIds().orElseThrow())
        .containsExactly(1L, 2L, 3L);
  }

  @Test
  void embedContent() {
    List<ContentEmbedding> embeddings = client
        .models
        .embedContent(MODEL, List.of("one two", "one two three"), null)
        .embeddings()
        .orElseThrow();

    // Its client for Vertex AI asks for a prediction.
    assertThat(deployment.local().uri()).endsWith(":predict");
    assertThat(embeddings)
        .map(embedding -> embedding.values().orElseThrow())
        .containsExactly(List.of(2f, 1f), List.of(3f, 1f));
  }
}

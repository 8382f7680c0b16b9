package io.rhumb.clients;

import static org.assertj.core.api.Assertions.assertThat;

import com.openai.client.OpenAIClient;
import com.openai.core.http.StreamResponse;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.completions.Completion;
import com.openai.models.completions.CompletionCreateParams;
import com.openai.models.embeddings.CreateEmbeddingResponse;
import com.openai.models.embeddings.EmbeddingCreateParams;
import com.openai.models.models.Model;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code openai-java}, when all is well. */
@ExtendWith(Deployed.class)
final class OpenAiIT {

  private final Deployment deployment;

  OpenAiIT(Deployment deployment) {
    this.deployment = deployment;
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void chatCompletions(boolean ofVertex) {
    ChatCompletion completion =
        client(ofVertex).chat().completions().create(question(GatewayConfig.TEXT));

    assertThat(completion.choices().get(0).message().content()).hasValue(Region.TEXT);
    assertThat(deployment.local().uri())
        .isEqualTo("/v1/projects/demo-project/locations/us-central1/endpoints/openapi"
            + "/chat/completions");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void chatCompletions_stream(boolean ofVertex) {
    List<String> texts = new ArrayList<>();
    try (StreamResponse<ChatCompletionChunk> stream =
        client(ofVertex).chat().completions().createStreaming(question(GatewayConfig.TEXT))) {
      stream.stream().forEach(chunk -> texts.add(text(chunk)));
    }

    assertThat(texts).containsExactly("one", " two", " three", " four", " five");
  }

  @Test
  void chatCompletions_endpointAsModel() {
    assertThat(answerOfLinear(client(false), GatewayConfig.LINEAR)).isEqualTo(Region.TEXT);
  }

  @Test
  void chatCompletions_endpointAsBaseUrl() {
    OpenAIClient client = Sdks.openAi(deployment.base(), GatewayConfig.LINEAR, ApiKey.EVERYTHING);

    assertThat(answerOfLinear(client, "")).isEqualTo(Region.TEXT);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void completions(boolean ofVertex) {
    Completion completion = client(ofVertex)
        .completions()
        .create(CompletionCreateParams.builder()
            .model(GatewayConfig.TEXT)
            .prompt("Count!")
            .build());

    assertThat(completion.choices().get(0).text()).isEqualTo(Region.TEXT);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void embeddings(boolean ofVertex) {
    CreateEmbeddingResponse response = client(ofVertex)
        .embeddings()
        .create(EmbeddingCreateParams.builder()
            .model(GatewayConfig.TEXT)
            .inputOfArrayOfStrings(List.of("one two", "one two three"))
            .build());

    assertThat(response.data())
        .map(embedding -> embedding.embedding())
        .containsExactly(List.of(2f, 1f), List.of(3f, 1f));
  }

  @Test
  void models() {
    List<Model> models = client(false).models().list().items();

    assertThat(models).map(Model::id).contains(GatewayConfig.TEXT, GatewayConfig.LINEAR);
    assertThat(client(false).models().retrieve(GatewayConfig.LINEAR).id())
        .isEqualTo(GatewayConfig.LINEAR);
  }

  static ChatCompletionCreateParams question(String model) {
    return ChatCompletionCreateParams.builder()
        .model(model)
        .addUserMessage("Count!")
        .build();
  }

  static String text(ChatCompletionChunk chunk) {
    return chunk.choices().get(0).delta().content().orElseThrow();
  }

  private String answerOfLinear(OpenAIClient client, String model) {
    ChatCompletion completion = client.chat().completions().create(question(model));

    assertThat(deployment.local().uri())
        .isEqualTo(
            "/v1/projects/demo-project/locations/us-central1/endpoints/1111" + "/chat/completions");
    return completion.choices().get(0).message().content().orElseThrow();
  }

  private OpenAIClient client(boolean ofVertex) {
    return ofVertex
        ? Sdks.openAi(deployment.base(), "openapi", ApiKey.EVERYTHING)
        : Sdks.openAi(deployment.base(), ApiKey.EVERYTHING);
  }
}

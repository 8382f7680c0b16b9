package io.rhumb.clients;

import com.google.api.gax.core.FixedCredentialsProvider;
import com.google.auth.oauth2.AccessToken;
import com.google.auth.oauth2.GoogleCredentials;
import com.google.cloud.vertexai.Transport;
import com.google.cloud.vertexai.VertexAI;
import com.google.cloud.vertexai.api.PredictionServiceClient;
import com.google.cloud.vertexai.api.PredictionServiceSettings;
import com.google.genai.Client;
import com.google.genai.types.HttpOptions;
import com.google.genai.types.HttpRetryOptions;
import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Each SDK as its user makes it: with the gateway as its base URL. The README shows these very lines. */
final class Sdks {

  private Sdks() {}

  /** {@code google-genai}. */
  static Client genAi(String gateway, ApiKey key) {
    GoogleCredentials credentials = credentials(key);
    return Client.builder()
        .vertexAI(true)
        .project("any")
        .location("any")
        .credentials(credentials)
        .httpOptions(HttpOptions.builder().baseUrl(gateway).build())
        .build();
  }

  /** {@code google-genai} that tries as often as it comes, but without the quarter of a minute between. */
  static Client genAiInHaste(String gateway, ApiKey key) {
    HttpRetryOptions haste =
        HttpRetryOptions.builder().initialDelay(0.01).maxDelay(0.02).jitter(0.0).build();
    return Client.builder()
        .vertexAI(true)
        .project("any")
        .location("any")
        .credentials(credentials(key))
        .httpOptions(HttpOptions.builder().baseUrl(gateway).retryOptions(haste).build())
        .build();
  }

  /** {@code google-cloud-vertexai}, over REST. */
  static PredictionServiceClient vertexAi(String gateway, ApiKey key) {
    GoogleCredentials credentials = credentials(key);
    try {
      return PredictionServiceClient.create(PredictionServiceSettings.newHttpJsonBuilder()
          .setEndpoint(gateway)
          .setCredentialsProvider(FixedCredentialsProvider.create(credentials))
          .build());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The generative half of {@code google-cloud-vertexai}, on top of the other: its own {@code setApiEndpoint} puts
   * {@code :443} behind any port.
   */
  static VertexAI generative(String gateway, ApiKey key) {
    PredictionServiceClient client = vertexAi(gateway, key);
    GoogleCredentials credentials = credentials(key);
    return new VertexAI.Builder()
        .setProjectId("any")
        .setLocation("any")
        .setCredentials(credentials)
        .setTransport(Transport.REST)
        .setPredictionClientSupplier(() -> client)
        .build();
  }

  /** {@code openai-java}. */
  static OpenAIClient openAi(String gateway, ApiKey apiKey) {
    String key = apiKey.text();
    return OpenAIOkHttpClient.builder().baseUrl(gateway + "/v1").apiKey(key).build();
  }

  /** {@code openai-java} as with an endpoint of Vertex AI; {@code openapi} is the one of all publishers. */
  static OpenAIClient openAi(String gateway, String endpoint, ApiKey key) {
    return OpenAIOkHttpClient.builder()
        .baseUrl(gateway + "/v1/projects/any/locations/any/endpoints/" + endpoint)
        .apiKey(key.text())
        .build();
  }

  /** Google's SDKs send a key where they would send an access token; this one never ends. */
  private static GoogleCredentials credentials(ApiKey key) {
    return GoogleCredentials.create(new AccessToken(key.text(), null));
  }
}

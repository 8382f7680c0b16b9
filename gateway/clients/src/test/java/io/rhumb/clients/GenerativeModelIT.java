package io.rhumb.clients;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.cloud.vertexai.VertexAI;
import com.google.cloud.vertexai.generativeai.GenerativeModel;
import com.google.cloud.vertexai.generativeai.ResponseHandler;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The generative half of {@code google-cloud-vertexai}: given up for {@code google-genai}, but in use. */
@ExtendWith(Deployed.class)
@SuppressWarnings("deprecation") // is what this test is about
final class GenerativeModelIT {

  private final GenerativeModel model;

  @AutoClose
  private final VertexAI vertexAi;

  GenerativeModelIT(Deployment deployment) {
    this.vertexAi = Sdks.generative(deployment.base(), ApiKey.EVERYTHING);
    this.model = new GenerativeModel(GatewayConfig.TEXT, vertexAi);
  }

  @Test
  void generateContent() throws IOException {
    assertThat(ResponseHandler.getText(model.generateContent("Count!"))).isEqualTo(Region.TEXT);
  }

  @Test
  void generateContentStream() throws IOException {
    List<String> texts = new ArrayList<>();
    model
        .generateContentStream("Count!")
        .forEach(response -> texts.add(ResponseHandler.getText(response)));

    assertThat(texts).containsExactly("one", " two", " three", " four", " five");
  }
}

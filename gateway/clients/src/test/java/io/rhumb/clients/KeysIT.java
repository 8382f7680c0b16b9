package io.rhumb.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.api.gax.rpc.UnauthenticatedException;
import com.google.cloud.vertexai.api.PredictionServiceClient;
import com.google.genai.Client;
import com.google.genai.errors.ClientException;
import com.openai.client.OpenAIClient;
import com.openai.errors.PermissionDeniedException;
import com.openai.errors.UnauthorizedException;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.models.Model;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the SDKs say of the gateway's own keys. */
@ExtendWith(Deployed.class)
final class KeysIT {

  private static final String NOT_ACCEPTED = "credential: none that is accepted (expected: ";

  private final Deployment deployment;

  KeysIT(Deployment deployment) {
    this.deployment = deployment;
  }

  @Test
  void openAi_wrongKey_unauthorized() {
    assertThatThrownBy(() -> ask(ApiKey.WRONG, GatewayConfig.LINEAR))
        .isExactlyInstanceOf(UnauthorizedException.class)
        .hasMessageStartingWith("401: " + NOT_ACCEPTED);
    assertThat(deployment.local().requests()).isZero();
  }

  @Test
  void openAi_keyForAnotherModel_permissionDenied() {
    assertThatThrownBy(() -> ask(ApiKey.LINEAR_ONLY, GatewayConfig.TEXT))
        .isExactlyInstanceOf(PermissionDeniedException.class)
        .hasMessage("403: model: not for this caller (expected: one of linear)");
    assertThat(deployment.local().requests()).isZero();
  }

  @Test
  void openAi_keyForOneModel_callsIt_andSeesNoOther() {
    ChatCompletion completion = ask(ApiKey.LINEAR_ONLY, GatewayConfig.LINEAR);

    assertThat(completion.choices().get(0).message().content()).hasValue(Region.TEXT);
    assertThat(client(ApiKey.LINEAR_ONLY).models().list().items())
        .map(Model::id)
        .containsExactly(GatewayConfig.LINEAR);
  }

  @Test
  void genAi_wrongKey_clientException() {
    try (Client client = Sdks.genAi(deployment.base(), ApiKey.WRONG)) {
      ClientException thrown = catchThrowableOfType(
          ClientException.class,
          () -> client.models.generateContent(GatewayConfig.TEXT, "Count!", null));
      assertThat(thrown.code()).isEqualTo(401);
      assertThat(thrown.message()).startsWith(NOT_ACCEPTED);
    }
    assertThat(deployment.local().requests()).isZero();
  }

  /** The body is lost on the way: the JDK's HttpURLConnection does not show that of a 401 to a request it streamed. */
  @Test
  void vertexAi_wrongKey_unauthenticated() {
    try (PredictionServiceClient client = Sdks.vertexAi(deployment.base(), ApiKey.WRONG)) {
      assertThatThrownBy(() -> client.generateContent(VertexAiIT.question(GatewayConfig.TEXT)))
          .isExactlyInstanceOf(UnauthenticatedException.class)
          .cause()
          .hasMessageStartingWith("401 ");
    }
    assertThat(deployment.local().requests()).isZero();
  }

  private ChatCompletion ask(ApiKey key, String model) {
    return client(key).chat().completions().create(OpenAiIT.question(model));
  }

  private OpenAIClient client(ApiKey key) {
    return Sdks.openAi(deployment.base(), key);
  }
}

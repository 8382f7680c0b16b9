package io.rhumb.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.openai.client.OpenAIClient;
import com.openai.errors.PermissionDeniedException;
import com.openai.errors.UnauthorizedException;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.models.Model;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What {@code openai-java} says of the gateway's own keys. */
@ExtendWith(Deployed.class)
final class OpenAiKeysIT {

  private final Deployment deployment;

  OpenAiKeysIT(Deployment deployment) {
    this.deployment = deployment;
  }

  @Test
  void wrongKey_unauthorized() {
    assertThatThrownBy(() -> ask(ApiKey.WRONG, GatewayConfig.LINEAR))
        .isExactlyInstanceOf(UnauthorizedException.class)
        .hasMessageStartingWith("401: credential: none that is accepted (expected: ");
    assertThat(deployment.local().requests()).isZero();
  }

  @Test
  void keyForAnotherModel_permissionDenied() {
    assertThatThrownBy(() -> ask(ApiKey.LINEAR_ONLY, GatewayConfig.TEXT))
        .isExactlyInstanceOf(PermissionDeniedException.class)
        .hasMessage("403: model: not for this caller (expected: one of linear)");
    assertThat(deployment.local().requests()).isZero();
  }

  @Test
  void keyForOneModel_callsIt_andSeesNoOther() {
    ChatCompletion completion = ask(ApiKey.LINEAR_ONLY, GatewayConfig.LINEAR);

    assertThat(completion.choices().get(0).message().content()).hasValue(Region.TEXT);
    assertThat(client(ApiKey.LINEAR_ONLY).models().list().items())
        .map(Model::id)
        .containsExactly(GatewayConfig.LINEAR);
  }

  private ChatCompletion ask(ApiKey key, String model) {
    return client(key).chat().completions().create(OpenAiIT.question(model));
  }

  private OpenAIClient client(ApiKey key) {
    return Sdks.openAi(deployment.base(), key);
  }
}

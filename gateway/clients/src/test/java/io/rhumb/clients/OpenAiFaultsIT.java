package io.rhumb.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.openai.client.OpenAIClient;
import com.openai.core.http.StreamResponse;
import com.openai.errors.InternalServerException;
import com.openai.errors.OpenAIServiceException;
import com.openai.errors.RateLimitException;
import com.openai.errors.SseException;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionChunk;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code openai-java}, when regions fail. */
@ExtendWith(Deployed.class)
final class OpenAiFaultsIT {

  private final Deployment deployment;
  private final String model;

  @AutoClose
  private final OpenAIClient client;

  private final List<String> received = new ArrayList<>();

  OpenAiFaultsIT(Deployment deployment) {
    this.deployment = deployment;
    this.model = deployment.unusedModel();
    this.client = Sdks.openAi(deployment.base(), ApiKey.EVERYTHING);
  }

  @ParameterizedTest
  @ValueSource(strings = {Faults.UNAVAILABLE, Faults.REFUSED, Faults.RESET})
  void chatCompletions_localRegionFails_isAnsweredByTheNext(String fault) {
    deployment.local().fault(fault);

    ChatCompletion completion = client.chat().completions().create(OpenAiIT.question(model));
    assertThat(completion.choices().get(0).message().content()).hasValue(Region.TEXT);
    assertThat(deployment.next().requests()).isEqualTo(1);
    assertThat(deployment.requests(model, 1)).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {Faults.UNAVAILABLE, Faults.REFUSED, Faults.RESET, Faults.NO_EVENT})
  void chatCompletionsStream_localRegionFails_comesFromTheNext(String fault) {
    deployment.local().fault(fault);

    stream();
    assertThat(String.join("", received)).isEqualTo(Region.TEXT);
    assertThat(deployment.next().requests()).isEqualTo(1);
    assertThat(deployment.requests(model, 1)).isEqualTo(1);
  }

  @Test
  void chatCompletionsStream_breaksOff_throws() {
    deployment.local().fault(Faults.TWO_EVENTS);

    SseException thrown = catchThrowableOfType(SseException.class, this::stream);
    // The status of the stream's head; what went wrong is told by its last event.
    assertThat(thrown).hasMessage("200: model " + model + ": the answer broke off");
    assertThat(received).containsExactly("one", " two");
    assertThat(deployment.next().requests()).isZero();
    assertThat(deployment.requests(model, 1)).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void everyRegionDown_internalServerException(boolean streams) {
    deployment.faultEverywhere(Faults.UNAVAILABLE);

    InternalServerException thrown =
        catchThrowableOfType(InternalServerException.class, () -> ask(streams));
    assertThat(thrown).hasMessage("503: model " + model + ": no target can answer for now");
    saysWhy(thrown, "1", "UNAVAILABLE");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void everyRegionOutOfQuota_rateLimitException(boolean streams) {
    deployment.faultEverywhere(Faults.EXHAUSTED);

    RateLimitException thrown = catchThrowableOfType(RateLimitException.class, () -> ask(streams));
    assertThat(thrown)
        .hasMessage("429: model " + model + ": every target is out of quota or capacity for now");
    saysWhy(thrown, "2", "RESOURCE_EXHAUSTED");
  }

  /** And it does not ask twice, which without x-should-retry it would. */
  private void saysWhy(OpenAIServiceException thrown, String retryAfter, String status) {
    assertThat(thrown.headers().values("retry-after")).containsExactly(retryAfter);
    assertThat(thrown.body().convert(JsonNode.class).path("status").asText()).isEqualTo(status);
    assertThat(deployment.requests(model, 1)).isEqualTo(1);
  }

  private void ask(boolean streams) {
    if (streams) {
      stream();
    } else {
      client.chat().completions().create(OpenAiIT.question(model));
    }
  }

  private void stream() {
    try (StreamResponse<ChatCompletionChunk> stream =
        client.chat().completions().createStreaming(OpenAiIT.question(model))) {
      stream.stream().forEach(chunk -> received.add(OpenAiIT.text(chunk)));
    }
  }
}

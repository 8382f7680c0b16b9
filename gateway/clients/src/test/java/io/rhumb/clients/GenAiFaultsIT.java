package io.rhumb.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.genai.Client;
import com.google.genai.ResponseStream;
import com.google.genai.errors.ClientException;
import com.google.genai.errors.GenAiIOException;
import com.google.genai.errors.ServerException;
import com.google.genai.types.GenerateContentResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code google-genai}, when regions fail. */
@ExtendWith(Deployed.class)
final class GenAiFaultsIT {

  /** This SDK's own, which heeds neither Retry-After nor x-should-retry. */
  private static final int ATTEMPTS = 5;

  private final Deployment deployment;
  private final String model;

  @AutoClose
  private final Client client;

  private final List<String> received = new ArrayList<>();

  GenAiFaultsIT(Deployment deployment) {
    this.deployment = deployment;
    this.model = deployment.unusedModel();
    this.client = Sdks.genAi(deployment.base(), ApiKey.EVERYTHING);
  }

  @ParameterizedTest
  @ValueSource(strings = {Faults.UNAVAILABLE, Faults.REFUSED, Faults.RESET})
  void generateContent_localRegionFails_isAnsweredByTheNext(String fault) {
    deployment.local().fault(fault);

    assertThat(client.models.generateContent(model, "Count!", null).text()).isEqualTo(Region.TEXT);
    assertThat(deployment.next().requests()).isEqualTo(1);
    assertThat(deployment.requests(model, 1)).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {Faults.UNAVAILABLE, Faults.REFUSED, Faults.RESET, Faults.NO_EVENT})
  void generateContentStream_localRegionFails_comesFromTheNext(String fault) {
    deployment.local().fault(fault);

    stream();
    assertThat(String.join("", received)).isEqualTo(Region.TEXT);
    assertThat(deployment.next().requests()).isEqualTo(1);
    assertThat(deployment.requests(model, 1)).isEqualTo(1);
  }

  @Test
  void generateContentStream_breaksOff_throws() {
    deployment.local().fault(Faults.TWO_EVENTS);

    assertThatThrownBy(this::stream).isExactlyInstanceOf(GenAiIOException.class);
    assertThat(received).containsExactly("one", " two");
    assertThat(deployment.next().requests()).isZero();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void everyRegionDown_serverException(boolean streams) {
    deployment.faultEverywhere(Faults.UNAVAILABLE);

    ServerException thrown = catchThrowableOfType(ServerException.class, () -> askInHaste(streams));
    assertThat(thrown.code()).isEqualTo(503);
    assertThat(thrown.status()).isEqualTo("Service Unavailable");
    assertThat(thrown.message()).isEqualTo("model " + model + ": no target can answer for now");
    assertThat(deployment.requests(model, ATTEMPTS)).isEqualTo(ATTEMPTS);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void everyRegionOutOfQuota_clientException(boolean streams) {
    deployment.faultEverywhere(Faults.EXHAUSTED);

    ClientException thrown = catchThrowableOfType(ClientException.class, () -> askInHaste(streams));
    assertThat(thrown.code()).isEqualTo(429);
    assertThat(thrown.status()).isEqualTo("Too Many Requests");
    assertThat(thrown.message())
        .isEqualTo("model " + model + ": every target is out of quota or capacity for now");
    assertThat(deployment.requests(model, ATTEMPTS)).isEqualTo(ATTEMPTS);
  }

  private void stream() {
    stream(client);
  }

  private void stream(Client by) {
    try (ResponseStream<GenerateContentResponse> stream =
        by.models.generateContentStream(model, "Count!", null)) {
      stream.forEach(response -> received.add(response.text()));
    }
  }

  private void askInHaste(boolean streams) {
    try (Client hasty = Sdks.genAiInHaste(deployment.base(), ApiKey.EVERYTHING)) {
      if (streams) {
        stream(hasty);
      } else {
        hasty.models.generateContent(model, "Count!", null);
      }
    }
  }
}

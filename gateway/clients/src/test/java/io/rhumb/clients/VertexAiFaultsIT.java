package io.rhumb.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.api.client.http.HttpResponseException;
import com.google.api.gax.rpc.ApiException;
import com.google.api.gax.rpc.CancelledException;
import com.google.api.gax.rpc.ResourceExhaustedException;
import com.google.api.gax.rpc.UnavailableException;
import com.google.cloud.vertexai.api.PredictionServiceClient;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code google-cloud-vertexai} over REST, when regions fail. */
@ExtendWith(Deployed.class)
final class VertexAiFaultsIT {

  private final Deployment deployment;
  private final String model;

  @AutoClose
  private final PredictionServiceClient client;

  private final List<String> received = new ArrayList<>();

  VertexAiFaultsIT(Deployment deployment) {
    this.deployment = deployment;
    this.model = deployment.unusedModel();
    this.client = Sdks.vertexAi(deployment.base(), ApiKey.EVERYTHING);
  }

  @ParameterizedTest
  @ValueSource(strings = {Faults.UNAVAILABLE, Faults.REFUSED, Faults.RESET})
  void generateContent_localRegionFails_isAnsweredByTheNext(String fault) {
    deployment.local().fault(fault);

    assertThat(VertexAiIT.text(client.generateContent(VertexAiIT.question(model))))
        .isEqualTo(Region.TEXT);
    assertThat(deployment.next().requests()).isEqualTo(1);
    assertThat(deployment.requests(model, 1)).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {Faults.UNAVAILABLE, Faults.REFUSED, Faults.RESET, Faults.NO_EVENT})
  void streamGenerateContent_localRegionFails_comesFromTheNext(String fault) {
    deployment.local().fault(fault);

    stream();
    assertThat(String.join("", received)).isEqualTo(Region.TEXT);
    assertThat(deployment.next().requests()).isEqualTo(1);
    assertThat(deployment.requests(model, 1)).isEqualTo(1);
  }

  @Test
  void streamGenerateContent_breaksOff_throws() {
    deployment.local().fault(Faults.TWO_EVENTS);

    assertThatThrownBy(this::stream)
        .isExactlyInstanceOf(CancelledException.class)
        .hasRootCauseMessage("Premature EOF");
    // It gives out an element of the array once it has looked behind it.
    assertThat(received).containsExactly("one");
    assertThat(deployment.next().requests()).isZero();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void everyRegionDown_unavailableException(boolean streams) {
    deployment.faultEverywhere(Faults.UNAVAILABLE);

    ApiException thrown = catchThrowableOfType(ApiException.class, () -> ask(streams));
    assertThat(thrown).isExactlyInstanceOf(UnavailableException.class);
    assertThat(thrown.getStatusCode().getTransportCode()).isEqualTo(503);
    saysWhy(thrown, "1", "no target can answer for now", "UNAVAILABLE");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void everyRegionOutOfQuota_resourceExhaustedException(boolean streams) {
    deployment.faultEverywhere(Faults.EXHAUSTED);

    ApiException thrown = catchThrowableOfType(ApiException.class, () -> ask(streams));
    assertThat(thrown).isExactlyInstanceOf(ResourceExhaustedException.class);
    assertThat(thrown.getStatusCode().getTransportCode()).isEqualTo(429);
    saysWhy(thrown, "2", "every target is out of quota or capacity for now", "RESOURCE_EXHAUSTED");
  }

  /** The envelope is the cause's; and it does not ask twice. */
  private void saysWhy(ApiException thrown, String retryAfter, String message, String status) {
    assertThat(thrown).hasCauseInstanceOf(HttpResponseException.class);
    HttpResponseException cause = (HttpResponseException) thrown.getCause();
    assertThat(cause.getHeaders().getRetryAfter()).isEqualTo(retryAfter);
    assertThat(cause.getContent())
        .contains("\"message\":\"model " + model + ": " + message + "\"")
        .contains("\"status\":\"" + status + "\"");
    assertThat(deployment.requests(model, 1)).isEqualTo(1);
  }

  private void ask(boolean streams) {
    if (streams) {
      stream();
    } else {
      client.generateContent(VertexAiIT.question(model));
    }
  }

  private void stream() {
    client
        .streamGenerateContentCallable()
        .call(VertexAiIT.question(model))
        .forEach(response -> received.add(VertexAiIT.text(response)));
  }
}

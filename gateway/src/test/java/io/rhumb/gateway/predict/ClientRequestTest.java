package io.rhumb.gateway.predict;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ClientRequestTest {

  private final MultiMap headers = HttpHeaders.headers();
  private final ClientRequest request =
      new ClientRequest("fraud", "predict", headers, () -> Buffer.buffer("secret body"), 5);

  @Test
  void header_isFoundInAnyCase_theFirstOfSeveral() {
    headers.add("X-Tenant", "a").add("x-tenant", "b");

    assertThat(request.header("x-tenant")).contains("a");
    assertThat(request.header("X-TENANT")).contains("a");
  }

  @Test
  void missingHeader_isEmpty() {
    assertThat(request.header("x-tenant")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "authorization",
        "cookie",
        "proxy-authorization",
        "x-api-key",
        "x-goog-api-key",
        "x-goog-iam-authority-selector",
        "x-goog-iam-authorization-token",
        "x-goog-iap-jwt-assertion",
        "x-serverless-authorization"
      })
  void credentials_areNotShown(String name) {
    headers.add(name, "secret");

    assertThat(request.header(name)).isEmpty();
    assertThat(request.header(name.toUpperCase(Locale.ROOT))).isEmpty();
  }

  @Test
  void bodyStart_isACopyOfSoManyBytes_orOfAllOfThem() {
    assertThat(request.bodyStart(6)).asString().isEqualTo("secret");
    assertThat(request.bodyStart(100)).asString().isEqualTo("secret body");
    assertThat(request.bodyStart(0)).isEmpty();
  }

  @Test
  void theRest_isWhatWasAsked() {
    assertThat(request.model()).isEqualTo("fraud");
    assertThat(request.method()).isEqualTo("predict");
    assertThat(request.timeLeftNanos()).isEqualTo(5);
  }

  @Test
  void textForm_showsNoCredential() {
    headers.add("authorization", "Bearer secret");

    assertThat(request.toString()).doesNotContain("secret");
  }
}

package io.rhumb.gateway;

import static io.rhumb.gateway.World.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.rhumb.gateway.access.Sha256;
import io.rhumb.gateway.config.AccessConfig;
import io.rhumb.gateway.config.ApiKeyConfig;
import io.rhumb.gateway.config.GatewayConfig;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a page of another site gets of what operators read: nothing. */
final class ForeignPageTest extends EndToEnd {

  private static final String OPERATOR = "rhumb_operator";
  private static final String FIREFOX =
      "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";

  private static HttpResponse<Buffer> ask(int port, String path, Map<String, String> headers) {
    HttpRequest<Buffer> request = world.client.get(port, "127.0.0.1", path);
    headers.forEach(request::putHeader);
    return await(request.send());
  }

  private static HttpResponse<Buffer> ask(String path, Map<String, String> headers) {
    return ask(world.gateway().managementPort(), path, headers);
  }

  private static void assertRefused(String message, HttpResponse<Buffer> answer) {
    assertThat(answer.statusCode()).isEqualTo(403);
    JsonObject error = answer.bodyAsJsonObject().getJsonObject("error");
    assertThat(error.getInteger("code")).isEqualTo(403);
    assertThat(error.getString("status")).isEqualTo("PERMISSION_DENIED");
    assertThat(error.getString("message")).startsWith(message);
  }

  /** Over plain HTTP a browser says nothing of where such a request comes from. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "/config",
        "/decisions",
        "/targets",
        "/strategies",
        "/metrics",
        "/explain",
        "/health/ready",
        "/console/",
        "/console/feed"
      })
  void nameThatWasMadeToMeanThisMachine_readsNothing(String path) {
    world.start();
    HttpResponse<Buffer> refused =
        ask(path, Map.of("host", "evil.example:9090", "user-agent", FIREFOX));
    assertRefused("host: evil.example (expected: ", refused);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/config", "/explain", "/metrics", "/console/feed"})
  void pageOfAnotherSite_asksForNothing(String path) {
    world.start();
    Map<String, String> headers = Map.of(
        "host", "localhost:9090",
        "user-agent", FIREFOX,
        "sec-fetch-site", "cross-site",
        "sec-fetch-mode", "no-cors",
        "sec-fetch-dest", "empty");
    assertRefused("sec-fetch-site: cross-site (expected: ", ask(path, headers));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/config", "/explain", "/metrics", "/health/live"})
  void programs_readUnderAnyName(String path) {
    world.start();
    assertThat(ask(path, Map.of("host", "rhumb.monitoring.svc:9090", "user-agent", "Prometheus/3"))
            .statusCode())
        .isEqualTo(200);
  }

  @Test
  void publicPort_readsUnderItsOwnName_andNotForOtherPages() {
    world.config(ForeignPageTest::onPublicPort).start();
    Map<String, String> own =
        Map.of("host", "rhumb-x.a.run.app", "user-agent", FIREFOX, "sec-fetch-site", "same-origin");
    assertThat(publicly("/-/config", own)).isEqualTo(200);
    Map<String, String> foreign = new HashMap<>(own);
    foreign.put("sec-fetch-site", "cross-site");
    assertThat(publicly("/-/config", foreign)).isEqualTo(403);
    foreign.put("sec-fetch-mode", "navigate");
    foreign.put("sec-fetch-dest", "document");
    assertThat(publicly("/-/console/", foreign)).isEqualTo(200);
    assertThat(publicly("/-/explain", foreign)).isEqualTo(403);
  }

  private static int publicly(String path, Map<String, String> headers) {
    Map<String, String> all = new HashMap<>(headers);
    all.put("x-api-key", OPERATOR);
    return ask(world.gateway().port(), path, all).statusCode();
  }

  private static GatewayConfig onPublicPort(GatewayConfig config) {
    return config
        .withManagement(ConsoleTest.ON_PUBLIC_PORT)
        .withAccess(new AccessConfig(
            List.of(new ApiKeyConfig(
                "ops", List.of(Sha256.of(OPERATOR).hex()), List.of(), List.of(), true)),
            Optional.empty()));
  }
}

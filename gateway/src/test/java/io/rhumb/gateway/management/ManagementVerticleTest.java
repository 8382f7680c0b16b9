package io.rhumb.gateway.management;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.rhumb.gateway.config.ConfigFile;
import io.rhumb.gateway.config.EffectiveConfig;
import io.rhumb.gateway.config.GatewayConfig;
import io.rhumb.gateway.config.ManagementConfig;
import io.rhumb.gateway.predict.HealthHandler;
import io.rhumb.gateway.predict.Models;
import io.rhumb.gateway.predict.SampleModels;
import io.rhumb.gateway.reload.ConfigPhase;
import io.rhumb.gateway.reload.ConfigStatus;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.BindException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ManagementVerticleTest {

  private static final GatewayConfig CONFIG = ConfigFile.parse(
      "test", "models: {m: {targets: [{region: r, kind: url, url: 'http://h'}]}}", Map.of());
  private static final ConfigStatus STATUS = new ConfigStatus(
      "gateway.yaml",
      3,
      Instant.parse("2026-01-02T03:04:05Z"),
      Optional.of("good"),
      Optional.of("bad"),
      Optional.of(new ConfigStatus.Refusal(
          Instant.parse("2026-01-02T03:04:06Z"),
          ConfigPhase.PARSE,
          List.of("gateway.yaml:1: colour: unknown key"),
          true)));

  private static final OperatorRoute NO_EXTRAS = router -> {};

  private final HttpClient client = HttpClient.newHttpClient();
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final Models models = SampleModels.of(registry, "fraud");
  private volatile Optional<String> whyNot = Optional.empty();
  private Vertx vertx;

  @BeforeEach
  void start() {
    vertx = Vertx.vertx();
  }

  @AfterEach
  void stop() throws Exception {
    vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
  }

  @Test
  void live_isAlwaysUp() throws Exception {
    whyNot = Optional.of("starting");

    HttpResponse<String> answer = get(deploy(0, NO_EXTRAS), "/health/live");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("content-type")).contains("application/json");
    assertThat(answer.body()).isEqualTo("{\"status\":\"UP\"}");
  }

  @Test
  void ready_followsTheReadiness() throws Exception {
    int port = deploy(0, NO_EXTRAS);
    assertThat(get(port, "/health/ready").statusCode()).isEqualTo(200);

    whyNot = Optional.of("no credential at hand yet");

    HttpResponse<String> answer = get(port, "/health/ready");
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(new JsonObject(answer.body()))
        .isEqualTo(
            new JsonObject().put("status", "DOWN").put("reason", "no credential at hand yet"));
  }

  @Test
  void metrics_areWhatPrometheusReads() throws Exception {
    registry.counter("probe", "answer", "42").increment();

    HttpResponse<String> answer = get(deploy(0, NO_EXTRAS), "/metrics");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("content-type"))
        .contains("text/plain; version=0.0.4; charset=utf-8");
    assertThat(answer.body()).contains("probe_total{answer=\"42\"} 1.0");
  }

  @Test
  void targets_areReportedAsJson() throws Exception {
    HttpResponse<String> answer = get(deploy(0, NO_EXTRAS), "/targets");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("content-type")).contains("application/json");
    assertThat(new JsonObject(answer.body())).isEqualTo(TargetsReport.of(models));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/health", "/health/", "/health/other", "/metrics/x", "/predict"})
  void unknownPath_isNotFound(String path) throws Exception {
    assertThat(get(deploy(0, NO_EXTRAS), path).statusCode()).isEqualTo(404);
  }

  @Test
  void otherMethod_isRefused() throws Exception {
    HttpRequest post = HttpRequest.newBuilder(uri(deploy(0, NO_EXTRAS), "/targets"))
        .POST(HttpRequest.BodyPublishers.ofString("{}"))
        .build();

    assertThat(client.send(post, BodyHandlers.ofString()).statusCode()).isEqualTo(405);
  }

  @Test
  void extras_areServedBesideTheRest() throws Exception {
    int port = deploy(
        0, router -> router.get("/demo").handler(routing -> routing.response().end("extra")));

    assertThat(get(port, "/demo").body()).isEqualTo("extra");
    assertThat(get(port, "/health/live").statusCode()).isEqualTo(200);
  }

  @Test
  void takenPort_failsTheDeployment() throws Exception {
    int port = deploy(0, NO_EXTRAS);

    assertThatThrownBy(() -> deploy(port, NO_EXTRAS))
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(BindException.class);
  }

  @Test
  void config_saysWhatIsInForceAndWhatWasRefused() throws Exception {
    JsonObject inForce = new JsonObject()
        .put("generation", 3)
        .put("since", "2026-01-02T03:04:05Z")
        .put("sha256", "good");
    JsonObject error = new JsonObject()
        .put("at", "2026-01-02T03:04:06Z")
        .put("phase", "parse")
        .put("problems", new JsonArray().add("gateway.yaml:1: colour: unknown key"))
        .put("standing", true);

    HttpResponse<String> answer = get(deploy(0, NO_EXTRAS), "/config");

    assertThat(new JsonObject(answer.body()))
        .isEqualTo(new JsonObject()
            .put("source", "gateway.yaml")
            .put("inForce", inForce)
            .put("found", new JsonObject().put("refused", true).put("sha256", "bad"))
            .put("lastError", error)
            .put("effective", new JsonObject(EffectiveConfig.of(CONFIG))));
  }

  private int deploy(int port, OperatorRoute extras) throws Exception {
    ManagementVerticle verticle = new ManagementVerticle(
        new ManagementConfig("127.0.0.1", port),
        List.of(
            new StateRoutes(
                new HealthHandler(() -> whyNot),
                registry,
                () -> models,
                List::of,
                () -> STATUS,
                () -> CONFIG),
            extras));
    vertx
        .deployVerticle(verticle)
        .toCompletionStage()
        .toCompletableFuture()
        .get(10, TimeUnit.SECONDS);
    return verticle.port();
  }

  private HttpResponse<String> get(int port, String path) throws Exception {
    return client.send(HttpRequest.newBuilder(uri(port, path)).build(), BodyHandlers.ofString());
  }

  private static URI uri(int port, String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }
}

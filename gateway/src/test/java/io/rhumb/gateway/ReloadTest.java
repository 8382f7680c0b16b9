package io.rhumb.gateway;

import static io.rhumb.gateway.Answers.assertGatewayError;
import static io.rhumb.gateway.Answers.assertPredictedBy;
import static io.rhumb.gateway.World.LAST;
import static io.rhumb.gateway.World.LOCAL;
import static io.rhumb.gateway.World.NEXT;
import static io.rhumb.gateway.World.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.rhumb.gateway.stub.Fault;
import io.rhumb.gateway.stub.ThrowawayAuthority;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A configuration that changes while the gateway runs. */
final class ReloadTest extends EndToEnd {

  private static final String NEXT_FIRST =
      "timeout: 10s, attempt-timeout: 3s, strategy: {priority: {order: [" + NEXT + "]}}";

  @TempDir
  private Path folder;

  private ConfigText text;

  @BeforeEach
  void writeConfig() throws IOException {
    Files.copy(world.authorityFile(), folder.resolve("ca.pem"));
    text = new ConfigText(world);
  }

  private void start() {
    world.startFrom(text.write(folder).toString());
  }

  private static JsonObject report() {
    return world.management("/config").bodyAsJsonObject();
  }

  private static int generation() {
    return report().getJsonObject("inForce").getInteger("generation");
  }

  private void change() {
    int before = generation();
    text.write(folder);
    world.until("taken over", () -> generation() == before + 1);
  }

  /** The first problem of what was refused by that phase. */
  private static String refusal(String phase) {
    AtomicReference<JsonObject> error = new AtomicReference<>();
    world.until("refused", () -> {
      error.set(report().getJsonObject("lastError", new JsonObject()));
      return error.get().getBoolean("standing", false);
    });
    assertThat(error.get().getString("phase")).isEqualTo(phase);
    assertThat(report().getJsonObject("found").getBoolean("refused")).isTrue();
    JsonArray problems = error.get().getJsonArray("problems");
    return problems.getString(0);
  }

  private static JsonObject target(String region) {
    JsonArray targets = world.management("/targets").bodyAsJsonObject().getJsonArray("linear");
    return targets.stream()
        .map(JsonObject.class::cast)
        .filter(target -> target.getString("id").equals(region))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void otherStrategy_takesOver_andWhatIsKnownOfTargetsStays() {
    start();
    for (int i = 0; i < 10; i++) {
      assertServedLocally(world.predict());
    }
    long connections = world.region(LOCAL).counters().connections();

    text.model("linear", NEXT_FIRST);
    change();

    assertPredictedBy(NEXT, world.predict());
    assertThat(target(LOCAL).getLong("latencySamples")).isEqualTo(10);
    assertThat(world.region(LOCAL).counters().connections()).isEqualTo(connections);
    assertThat(Scrape.of(world).value("rhumb_config_generation")).isEqualTo(2);
    assertThat(Scrape.of(world).value("rhumb_config_stale")).isEqualTo(0);
  }

  @Test
  void logs_ofRequests_areTurnedOnWhileItRuns() {
    Captured captured = Captured.create();
    world.out(captured.stream());
    text.set("logs", "{format: json, requests: none}");
    start();
    world.predict();

    text.set("logs", "{format: json, requests: all}");
    change();

    String id = world.predict().getHeader("x-request-id");
    world.until("it has a line", () -> captured.text().endsWith("\n"));
    assertThat(captured.lines()).hasSize(1);
    assertThat(captured.lines().get(0).getString("requestId")).isEqualTo(id);
  }

  @Test
  void formatOfLogs_andTraces_waitForTheNextStart() {
    text.set("logs", "{format: json}");
    start();
    text.set("logs", "{format: text}");
    text.write(folder);
    assertThat(refusal("validate"))
        .isEqualTo("logs.format: text (expected: json, until the next start)");

    text.set("logs", "{format: json}").set("traces", "{endpoint: \"http://127.0.0.1:1\"}");
    text.write(folder);
    world.until("refused for the traces", () -> refusal("validate")
        .equals("traces: {endpoint: http://127.0.0.1:1, sample: 0.05}"
            + " (expected: none, until the next start)"));
  }

  @Test
  void openBreaker_staysOpen() {
    world.breakerReset(Duration.ofMinutes(5));
    start();
    world.fault(Fault.status(503), LOCAL);
    world.until("open", () -> {
      world.predict();
      return target(LOCAL).getString("availability").equals("breaker-open");
    });

    text.model("linear", "timeout: 9s, attempt-timeout: 3s");
    change();

    assertThat(target(LOCAL).getString("availability")).isEqualTo("breaker-open");
    long reached = world.reached(LOCAL);
    assertPredictedBy(NEXT, world.predict());
    assertThat(world.reached(LOCAL)).isEqualTo(reached);
  }

  @Test
  void unchangedStrategy_keepsWhatItLearned() {
    text.model("linear", "strategy: {round-robin: {}}");
    start();
    assertPredictedBy(LOCAL, world.predict());

    text.model("linear", "strategy: {round-robin: {}}, timeout: 20s");
    change();

    assertPredictedBy(NEXT, world.predict());
  }

  @Test
  void brokenFile_isRefused_andTheNextGoodOneIsTaken() {
    start();

    ConfigText.write(folder, "models: [\n");

    assertThat(refusal("parse"))
        .startsWith(folder.resolve("gateway.yaml") + ":2: column 1: not YAML");
    assertServedLocally(world.predict());
    assertThat(Scrape.of(world).value("rhumb_config_stale")).isEqualTo(1);
    assertThat(Scrape.of(world).value("rhumb_config_refused_total{phase=\"parse\"}"))
        .isEqualTo(1);
    text.model("linear", NEXT_FIRST);
    change();
    assertPredictedBy(NEXT, world.predict());
    assertThat(report().getJsonObject("lastError").getBoolean("standing")).isFalse();
  }

  @Test
  void brokenFile_thatComesBackAsItWas_changesNothing() {
    start();
    ConfigText.write(folder, "");
    assertThat(refusal("parse")).endsWith("empty (expected: a map with at least the key models)");

    text.write(folder);

    world.until("no more", () -> !report().getJsonObject("found").getBoolean("refused"));
    assertThat(generation()).isEqualTo(1);
  }

  @Test
  void deletedFile_isAnError_andWhatWasInForceStays() throws IOException {
    start();

    Files.delete(folder.resolve("gateway.yaml"));

    assertThat(refusal("parse")).isEqualTo(folder.resolve("gateway.yaml") + ": no such file");
    assertServedLocally(world.predict());
  }

  @ParameterizedTest
  @CsvSource({
    "host: localhost, management.host: localhost (expected: 127.0.0.1",
    "hosts: [a.example], management.hosts: [a.example] (expected: []"
  })
  void settingOfTheStart_isRefused(String setting, String problem) {
    start();

    text.set("management", "{port: 0, " + setting + "}").write(folder);

    assertThat(refusal("validate")).isEqualTo(problem + ", until the next start)");
    assertServedLocally(world.predict());
  }

  @Test
  void boundsOfTheServer_holdFromThenOn() {
    start();
    String server =
        "{host: 127.0.0.1, port: 0, event-loops: 2, shutdown-grace: 2s, max-in-flight: 1}";
    text.set("server", server);
    change();
    world.fault(Fault.latency(Duration.ofSeconds(2)), LOCAL);
    Future<HttpResponse<Buffer>> only = world.sendPredict();
    await(world.region(LOCAL).counters().when(counters -> counters.inFlight() == 1));

    assertGatewayError(429, "RESOURCE_EXHAUSTED", world.predict());

    assertPredictedBy(LOCAL, await(only));
  }

  @Test
  void strategyThatNobodyProvides_isRefused() {
    start();

    text.model("linear", "strategy: local-frist").write(folder);

    assertThat(refusal("validate")).startsWith("models.linear.strategy: local-frist");
    assertServedLocally(world.predict());
  }

  @Test
  void modelWithoutAnyTargetThatAnswers_isRefused_andTriedNoLongerThanItTakes() {
    start();
    String nobody = text.target(LOCAL, 1);

    ConfigText.write(folder, text.text() + "  fraud: {targets: [" + nobody + "]}\n");

    assertThat(refusal("probe"))
        .isEqualTo("models.fraud.targets: us-central1 cannot be reached, or there is no credential "
            + "(expected: one that answers)");
    assertServedLocally(world.predict());
    assertGatewayError(404, "NOT_FOUND", await(world.post("/predict/fraud").send()));
  }

  @Test
  void modelWithOneTargetThatAnswers_isTaken() {
    start();
    String both = text.target(LOCAL, 1) + ", " + text.target(NEXT);

    ConfigText.write(folder, text.text() + "  fraud: {targets: [" + both + "]}\n");

    world.until("taken over", () -> generation() == 2);
    HttpResponse<Buffer> answer =
        await(world.post("/predict/fraud").sendBuffer(Buffer.buffer(World.BODY)));
    assertPredictedBy(NEXT, answer);
  }

  @Test
  void modelThatHasGone_finishesWhatItBegan_andIsUnknownAfter() {
    text.model("fraud", "timeout: 10s");
    start();
    world.fault(Fault.latency(Duration.ofSeconds(3)), LOCAL);
    Future<HttpResponse<Buffer>> begun =
        world.post("/predict/fraud").sendBuffer(Buffer.buffer(World.BODY));
    await(world.region(LOCAL).counters().when(counters -> counters.inFlight() == 1));

    text.without("fraud");
    change();

    assertThat(begun.isComplete()).isFalse();
    assertGatewayError(404, "NOT_FOUND", await(world.post("/predict/fraud").send()));
    assertPredictedBy(LOCAL, await(begun));
    assertThat(Scrape.of(world).starting("rhumb_target_in_flight{model=\"fraud\""))
        .isEmpty();
  }

  @Test
  void otherContentOfThePemFile_isAnotherTrust() throws IOException {
    ThrowawayAuthority other = ThrowawayAuthority.create();
    start();
    assertServedLocally(world.predict());
    try {
      world.region(LOCAL, endpoint -> other.issue(endpoint.names()), UnaryOperator.identity());
      // The region is another server now, at another port.
      text.model("linear", "timeout: 10s, attempt-timeout: 3s");
      change();
      assertPredictedBy(NEXT, world.predict());

      String authorities = Files.readString(world.authorityFile())
          + Files.readString(other.write(folder.resolve("other.pem")));
      Path fresh = Files.writeString(folder.resolve("fresh.pem"), authorities);
      Files.move(fresh, folder.resolve("ca.pem"), StandardCopyOption.ATOMIC_MOVE);

      world.until("taken over", () -> generation() == 3);
      world.until("served", () -> LOCAL.equals(world.predict().getHeader("x-rhumb-target")));
    } finally {
      world.usualRegion(LOCAL);
    }
  }

  @Test
  void folderOfAConfigMap_isTakenOverWhenItsLinkIsSwapped() throws IOException {
    // As the kubelet mounts one: ..data is a link to the present generation, and each file a link
    // through it.
    Path first = generation("..1", text.text());
    Files.createSymbolicLink(folder.resolve("..data"), first.getFileName());
    Files.createSymbolicLink(folder.resolve("gateway.yaml"), Path.of("..data/gateway.yaml"));
    world.startFrom(folder.toString());
    assertServedLocally(world.predict());

    Path second = generation("..2", text.model("linear", NEXT_FIRST).text());
    Files.createSymbolicLink(folder.resolve("..data_tmp"), second.getFileName());
    Files.move(
        folder.resolve("..data_tmp"), folder.resolve("..data"), StandardCopyOption.ATOMIC_MOVE);

    world.until("taken over", () -> generation() == 2);
    assertPredictedBy(NEXT, world.predict());
  }

  private Path generation(String name, String content) throws IOException {
    Path generation = Files.createDirectory(folder.resolve(name));
    Files.writeString(generation.resolve("gateway.yaml"), content);
    return generation;
  }

  @Test
  void severalFilesOfAFolder_areOneConfiguration() throws IOException {
    String[] parts = text.model("fraud", "timeout: 10s").text().split("(?=  fraud: )");
    Files.writeString(folder.resolve("a.yaml"), parts[0]);
    Files.writeString(folder.resolve("b.yaml"), "models:\n" + parts[1]);
    world.startFrom(folder.toString());
    HttpResponse<Buffer> answer =
        await(world.post("/predict/fraud").sendBuffer(Buffer.buffer(World.BODY)));
    assertPredictedBy(LOCAL, answer);

    Files.writeString(folder.resolve("c.yaml"), "models:\n" + parts[1]);

    assertThat(refusal("parse"))
        .startsWith(folder.resolve("c.yaml")
            + ":2: models.fraud.timeout: twice (expected: once; it stands at "
            + folder.resolve("b.yaml") + ":2 too)");
  }

  @Test
  void address_isAskedAgainAndAgain() {
    AtomicReference<String> page = new AtomicReference<>(
        text.set("trust", "{pem: \"" + world.authorityFile() + "\"}").text());
    HttpServer server = await(world
        .vertx
        .createHttpServer()
        .requestHandler(request -> {
          boolean there = !page.get().isEmpty();
          request.response().setStatusCode(there ? 200 : 503).end(page.get());
        })
        .listen(0, "127.0.0.1"));
    String url = "http://127.0.0.1:" + server.actualPort() + "/gateway.yaml";
    try {
      world.startFrom(url + "?sig=s3cret");
      assertThat(world.management("/config").bodyAsString())
          .contains("\"" + url + "\"")
          .doesNotContain("s3cret");
      page.set("");
      assertThat(refusal("parse"))
          .isEqualTo(url + ": status 503 (expected: 200 with the configuration)");

      page.set(text.model("linear", NEXT_FIRST).text());

      world.until("taken over", () -> generation() == 2);
      assertPredictedBy(NEXT, world.predict());
    } finally {
      await(server.close());
    }
  }

  @Test
  void changesUnderLoad_noRequestFails() {
    start();
    List<Future<HttpResponse<Buffer>>> sent = new ArrayList<>();
    for (int change = 0; change < 20; change++) {
      int before = generation();
      text.model("linear", change % 2 == 0 ? NEXT_FIRST : "timeout: 9s, strategy: round-robin");
      if (change % 3 == 0) {
        text.set("upstream", "{connections: " + (100 + change) + "}");
      }
      text.write(folder);
      world.until("taken over", () -> {
        for (int i = 0; i < 5; i++) {
          sent.add(world.sendPredict());
        }
        return generation() == before + 1;
      });
    }
    assertThat(sent)
        .hasSizeGreaterThan(200)
        .allSatisfy(request -> assertThat(await(request).statusCode()).isEqualTo(200));
    assertThat(world.reached(LAST)).isPositive();
  }
}

package io.rhumb.gateway;

import static io.rhumb.gateway.Answers.assertPredictedBy;
import static io.rhumb.gateway.World.LOCAL;
import static io.rhumb.gateway.World.NEXT;
import static io.rhumb.gateway.World.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.rhumb.engine.HedgeSuppression;
import io.rhumb.engine.Outcome;
import io.rhumb.gateway.access.Denial;
import io.rhumb.gateway.access.Sha256;
import io.rhumb.gateway.limit.Overload;
import io.rhumb.gateway.reload.ConfigPhase;
import io.rhumb.gateway.stub.Fault;
import io.rhumb.gateway.telemetry.RequestOutcome;
import io.rhumb.gateway.telemetry.Words;
import io.rhumb.strategy.AttemptKind;
import io.rhumb.strategy.Availability;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.HttpResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a gateway exports is what {@code deploy/monitoring/METRICS.md} says, and no client can add to it. */
final class MetricsPageTest extends EndToEnd {

  private static final String KEY = "rhumb_S0meKeyThatNobodyElseHas-0123456789_abcdefg";
  /** More at once than a target of which nothing is known should have. */
  private static final int AT_ONCE = 60;

  @TempDir
  private Path folder;

  private ConfigText text;

  @BeforeEach
  void start() throws IOException {
    Files.copy(world.authorityFile(), folder.resolve("ca.pem"));
    text = new ConfigText(world)
        .set("access", "{keys: [{id: shop, sha256: \"" + Sha256.of(KEY).hex() + "\"}]}")
        .model(
            "linear",
            "timeout: 10s, attempt-timeout: 3s, strategy: {shadow: {run: local-first, beside: round-robin}},"
                + " strategy-choices: {hedged: {hedged: {of: local-first, budget: 1, delay: 20ms}}}");
    world.startFrom(text.write(folder).toString());
  }

  @Test
  void page_saysWhatIsExported_andNothingElse() {
    meetEveryKindOfTrouble();
    Map<String, MetricRow> page = MetricRow.page();

    Map<String, Exported> exported = Exported.in(scrape());

    assertThat(exported.keySet()).isEqualTo(new TreeSet<>(page.keySet()));
    exported.forEach((name, metric) -> assertSame(page.get(name), metric));
  }

  @Test
  void page_namesEveryValueThatALabelMayHave() {
    Map<String, MetricRow> page = MetricRow.page();
    assertThat(page.get("rhumb_requests_total").labels().get("outcome"))
        .containsExactlyInAnyOrderElementsOf(words(RequestOutcome.class));
    assertThat(page.get("rhumb_attempts_total").labels().get("outcome"))
        .containsExactlyInAnyOrderElementsOf(words(Outcome.class));
    assertThat(page.get("rhumb_attempts_total").labels().get("kind"))
        .containsExactlyInAnyOrderElementsOf(words(AttemptKind.class));
    assertThat(page.get("rhumb_hedges_suppressed_total").labels().get("reason"))
        .containsExactlyInAnyOrderElementsOf(words(HedgeSuppression.class));
    assertThat(page.get("rhumb_access_refused_total").labels().get("reason"))
        .containsExactlyInAnyOrderElementsOf(words(Denial.class));
    assertThat(page.get("rhumb_overload_refused_total").labels().get("reason"))
        .containsExactlyInAnyOrderElementsOf(words(Overload.class));
    assertThat(page.get("rhumb_target_availability").labels().get("state"))
        .containsExactlyInAnyOrderElementsOf(words(Availability.class));
    assertThat(page.get("rhumb_config_refused_total").labels().get("phase"))
        .containsExactlyInAnyOrderElementsOf(words(ConfigPhase.class));
  }

  @Test
  void whateverClientsMakeUp_addsNoSeries() {
    for (int i = 0; i < 2; i++) {
      makeUp("x" + i);
    }
    Set<String> before = series();

    for (int i = 0; i < 20; i++) {
      makeUp("unheard-of-" + i);
    }

    assertThat(series()).isEqualTo(before).anyMatch(line -> line.contains("model=\"-\""));
    assertThat(Scrape.of(world).sum("rhumb_requests_total", "outcome=\"refused\""))
        .isGreaterThanOrEqualTo(22 * 6);
  }

  @Test
  void modelThatIsTakenOut_takesItsSeriesWithIt() {
    text.model("other", "strategy: {shadow: {run: local-first, beside: round-robin}}");
    change();
    assertThat(predict("/predict/other").statusCode()).isEqualTo(200);
    assertThat(series()).anyMatch(line -> line.contains("model=\"other\""));

    text.without("other");
    change();

    world.until(
        "forgotten", () -> series().stream().noneMatch(line -> line.contains("model=\"other\"")));
    assertThat(predict("/predict/other").statusCode()).isEqualTo(404);
  }

  private void meetEveryKindOfTrouble() {
    assertPredictedBy(LOCAL, predict("/predict"));
    world.fault(Fault.status(503), LOCAL);
    assertPredictedBy(NEXT, predict("/predict"));
    world.fault(Fault.latency(Duration.ofMillis(300)), LOCAL);
    assertPredictedBy(NEXT, send(post("/predict").putHeader("x-rhumb-strategy", "hedged")));
    spill();
    world.heal(LOCAL);
    assertThat(predict("/v1/projects/p/locations/l/endpoints/linear:streamRawPredict")
            .statusCode())
        .isEqualTo(200);
    world.fault(Fault.status(429, 60), LOCAL);
    assertPredictedBy(NEXT, predict("/predict"));
    makeUp("nobody");
    ConfigText.write(folder, "models: [\n");
    world.until("refused", () -> Scrape.of(world).value("rhumb_config_stale") == 1);
    text.model("other", "timeout: 9s");
    change();
  }

  private void spill() {
    List<Future<HttpResponse<Buffer>>> answers = IntStream.range(0, AT_ONCE)
        .mapToObj(i -> post("/predict").sendBuffer(Buffer.buffer(World.BODY)))
        .toList();
    await(Future.join(answers));
  }

  private static void assertSame(MetricRow row, Exported metric) {
    String name = metric.name();
    assertThat(metric.type()).as(name).isEqualTo(row.type());
    assertThat(metric.help()).as("help of " + name).isNotBlank();
    assertThat(row.meaning()).as("meaning of " + name).isNotBlank();
    assertThat(metric.labels().keySet())
        .as(name)
        .isEqualTo(new TreeSet<>(row.labels().keySet()));
    row.labels().forEach((label, values) -> {
      if (!values.isEmpty()) {
        assertThat(values).as(name + " " + label).containsAll(metric.labels().get(label));
      }
    });
    assertThat(name.endsWith("_total")).as(name).isEqualTo(metric.type().equals("counter"));
    String base = name.replaceFirst("_(total|info)$", "");
    assertThat(base.endsWith("_seconds")).as(name).isEqualTo(row.unit().startsWith("seconds"));
    assertThat(base.endsWith("_bytes")).as(name).isEqualTo(row.unit().equals("bytes"));
  }

  /** Requests with that word wherever a client may write something. */
  private static void makeUp(String word) {
    send(post("/predict/" + word));
    send(post("/" + word));
    send(post("/v1/models/linear:" + word));
    send(post("/v1/chat/completions"), "{\"model\":\"" + word + "\"}");
    send(post("/predict").putHeader("x-rhumb-strategy", word));
    send(world.post("/predict").putHeader("x-api-key", word));
    send(post("/predict").putHeader("x-rhumb-regions", word));
    send(authorized(world.client.request(
        HttpMethod.valueOf(word.toUpperCase(Locale.ROOT)),
        world.gateway().port(),
        "127.0.0.1",
        "/predict")));
  }

  private static HttpResponse<Buffer> predict(String path) {
    return send(post(path));
  }

  private static HttpRequest<Buffer> post(String path) {
    return authorized(world.post(path));
  }

  private static HttpRequest<Buffer> authorized(HttpRequest<Buffer> request) {
    return request.putHeader("x-api-key", KEY);
  }

  private static HttpResponse<Buffer> send(HttpRequest<Buffer> request) {
    return send(request, World.BODY);
  }

  private static HttpResponse<Buffer> send(HttpRequest<Buffer> request, String body) {
    return await(request.sendBuffer(Buffer.buffer(body)));
  }

  private void change() {
    double before = Scrape.of(world).value("rhumb_config_generation");
    text.write(folder);
    world.until(
        "taken over", () -> Scrape.of(world).value("rhumb_config_generation") == before + 1);
  }

  private static String scrape() {
    return world.management("/metrics").bodyAsString();
  }

  /** The names and labels of every sample. */
  private static Set<String> series() {
    return scrape()
        .lines()
        .filter(line -> !line.startsWith("#") && !line.isBlank())
        .map(line -> line.substring(0, line.lastIndexOf(' ')))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static <E extends Enum<E>> List<String> words(Class<E> type) {
    Words<E> words = Words.of(type);
    return Arrays.stream(type.getEnumConstants()).map(words::word).toList();
  }
}

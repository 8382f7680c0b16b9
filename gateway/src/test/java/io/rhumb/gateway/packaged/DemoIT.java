package io.rhumb.gateway.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a newcomer sees of the demo: what it prints, and the very commands that it prints. */
class DemoIT {

  private static final String PREDICTIONS = "\"predictions\":[1.0,2.0,3.0]";
  private static final List<String> REGIONS = List.of("us-central1", "us-east4", "europe-west4");

  private static DemoProcess demo;

  @BeforeAll
  static void start() {
    demo = DemoProcess.start();
    Http.predictUntil("us-central1", demo.port());
  }

  @AfterAll
  static void stop() {
    demo.close();
  }

  @AfterEach
  void heal() {
    REGIONS.forEach(region -> Http.delete(demo.managementPort(), fault(region)));
  }

  @Test
  void whatRunsWhere_isPrinted() {
    for (String region : REGIONS) {
      demo.process().awaitOut("Vertex AI " + region + " +https://127\\.0\\.0\\.1:\\d+");
    }
    demo.process().awaitOut("metadata server +http://127\\.0\\.0\\.1:\\d+");
    demo.process().awaitOut("gateway, in us-central1 +http://localhost:" + demo.port() + "$");
    demo.process().awaitOut("its management port +http://localhost:" + demo.managementPort());
    String config = demo.process().awaitOut("its configuration +(\\S+)$").group(1);
    assertThat(Path.of(config))
        .content()
        .contains("us-central1")
        .doesNotContainPattern("\\$\\{[a-z]");
  }

  @Test
  void printedCommands_predictBreakAndHeal() {
    String before = typed("predict");
    assertThat(before).startsWith("HTTP/1.1 200").contains("x-rhumb-target: us-central1");
    assertThat(typed("break a region")).contains("\"status\":503");
    String broken = typed("predict");
    assertThat(broken).startsWith("HTTP/1.1 200").contains("x-rhumb-target: us-east4");
    assertThat(predictions(broken)).isEqualTo(predictions(before)).isEqualTo(PREDICTIONS);
    assertThat(typed("heal it")).contains("\"fault\":null");
    assertThat(Http.get(demo.managementPort(), fault("us-central1")).body())
        .isEqualTo("{\"fault\":null}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"kind\":\"earthquake\"} | fault.kind: earthquake | status, latency, reset, blackhole,"
            + " refuse, truncate, stall, slowbody",
        "{\"kind\":\"status\"} | fault.status: | from 200 to 599",
        "{\"kind\":\"reset\",\"shere\":1} | fault.shere: 1 | kind, share",
        "503 | not a JSON object | \\\"kind\\\":\\\"status\\\""
      })
  void wrongFault_isRefusedWithWhatIsKnown(String json, String problem, String known) {
    HttpResponse<String> answer = Http.put(demo.managementPort(), fault("us-east4"), json);
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains(problem, known);
    assertThat(new JsonObject(answer.body()).getJsonObject("error").getInteger("code"))
        .isEqualTo(400);
  }

  @Test
  void unknownRegion_isRefusedWithThoseThatExist() {
    HttpResponse<String> answer =
        Http.put(demo.managementPort(), fault("mars-north1"), "{\"kind\":\"reset\"}");
    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.body()).contains(REGIONS);
  }

  @Test
  void managementPort_tellsTheTargets() {
    JsonObject targets =
        new JsonObject(Http.get(demo.managementPort(), "/targets").body());
    assertThat(targets.getJsonArray("linear").stream()
            .map(target -> ((JsonObject) target).getString("region")))
        .containsExactlyElementsOf(REGIONS);
    assertThat(Http.get(demo.managementPort(), "/metrics").body()).contains("target=\"us-east4\"");
  }

  @Test
  void standardError_hasOneLineThatTellsWhereItRuns() {
    assertThat(demo.process()
            .awaitErr("INFO local region: us-central1; transport: .+")
            .group())
        .isNotEmpty();
    assertThat(demo.process().err()).hasSize(1);
  }

  private static String fault(String region) {
    return "/demo/regions/" + region + "/fault";
  }

  private static String typed(String what) {
    Ended ended = Rhumb.shell(demo.command(what)).run();
    assertThat(ended.exitCode()).as(ended.errText()).isZero();
    return ended.outText();
  }

  private static String predictions(String answer) {
    return answer.substring(answer.indexOf("\"predictions\""), answer.indexOf(']') + 1);
  }
}

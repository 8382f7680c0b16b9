package io.rhumb.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LoadCommandTest {

  private static final Set<String> BODIES = ConcurrentHashMap.newKeySet();

  private static Vertx vertx;
  private static String url;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @TempDir
  private Path folder;

  @BeforeAll
  static void serve() {
    vertx = Vertx.vertx();
    int port = World.await(vertx
            .createHttpServer()
            .requestHandler(request -> request.body().onSuccess(body -> {
              BODIES.add(body.toString());
              request
                  .response()
                  .setStatusCode(request.path().equals("/ill") ? 503 : 200)
                  .end();
            }))
            .listen(0, "127.0.0.1"))
        .actualPort();
    url = "http://127.0.0.1:" + port;
  }

  @AfterAll
  static void close() {
    World.await(vertx.close());
  }

  @Test
  void allAnswered_isCode0() {
    assertThat(load("--rate", "50", "--duration", "200ms", "--warm-up", "0s", url + "/well"))
        .isZero();
    assertThat(out.toString())
        .startsWith("POST " + url + "/well over HTTP/1.1\n50.0/s steady for 0.2 s\n")
        .contains("\nrequests    10 due, 10 sent, 0 not sent; ")
        .containsPattern("\n200 +10 +100.00 % ");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void someRefused_isCode1_andJsonSaysSo() {
    assertThat(load(
            "--rate",
            "50",
            "--duration",
            "200ms",
            "--warm-up",
            "0s",
            "--json",
            "--url",
            url + "/ill"))
        .isEqualTo(1);
    JsonObject figures = new JsonObject(out.toString());
    assertThat(figures.getJsonObject("outcomes").getJsonObject("503").getInteger("count"))
        .isEqualTo(10);
    assertThat(figures.getJsonObject("plan").getString("url")).isEqualTo(url + "/ill");
    assertThat(figures.getBoolean("allGood")).isFalse();
  }

  @Test
  void body_isJsonOrAFile() throws IOException {
    Path file = Files.writeString(folder.resolve("body.json"), "of a file");
    load("--rate", "20", "--duration", "50ms", "--warm-up", "0s", "--body", file.toString(), url);
    load("--rate", "20", "--duration", "50ms", "--warm-up", "0s", "--body", " {\"a\": 1}", url);
    load("--rate", "20", "--duration", "50ms", "--warm-up", "0s", url);
    assertThat(BODIES).contains("of a file", " {\"a\": 1}", "{\"instances\":[[1.0],[2.0],[3.0]]}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--rate 0           | rate: 0.0 (expected: requests in a second, > 0 and <= 1000000)",
        "--rate NaN         | rate: NaN (expected: requests in a second, > 0 and <= 1000000)",
        "--duration 0s      | duration: 0ms (expected: from 1ms to 24h)",
        "--duration 25h     | duration: 90000000ms (expected: from 1ms to 24h)",
        "--timeout 0s       | timeout: 0ms (expected: from 1ms to 24h)",
        "--connections 0    | connections: 0 (expected: >= 1)",
        "--max-in-flight 0  | max-in-flight: 0 (expected: >= 1)",
        "--header nothing   | header: nothing (expected: Name: value)",
        "ftp://h/           | url: ftp://h/ (expected: an http or https URL",
        "--body nothing     | --body: nothing (expected: JSON, a file that can be read, or -;",
        "--duration soon    | soon (expected: a duration, such as 500ms, 60s or 5m)",
        "--url a b          | b: unexpected (see: rhumb load --help)",
        "--poisson --steady | --steady"
      })
  void wrongUsage_isOneLineAndCode2(String arguments, String told) {
    assertThat(load(arguments.split(" "))).isEqualTo(2);
    assertThat(err.toString()).startsWith("rhumb: ").contains(told).hasLineCount(1);
    assertThat(out.toString()).isEmpty();
  }

  private int load(String... arguments) {
    String[] all = new String[arguments.length + 1];
    all[0] = "load";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    return Main.commandLine()
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(all);
  }
}

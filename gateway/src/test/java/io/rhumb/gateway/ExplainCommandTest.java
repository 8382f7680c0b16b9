package io.rhumb.gateway;

import static io.rhumb.gateway.World.LAST;
import static io.rhumb.gateway.World.LOCAL;
import static io.rhumb.gateway.World.NEXT;
import static io.rhumb.gateway.World.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.rhumb.gateway.stub.Fault;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** What the command line tells of a running gateway. */
final class ExplainCommandTest extends EndToEnd {

  private StringWriter out;
  private StringWriter err;

  @BeforeEach
  void listen() {
    out = new StringWriter();
    err = new StringWriter();
  }

  private int explain(String... arguments) {
    List<String> line = new ArrayList<>(List.of("explain"));
    line.add("--management=http://127.0.0.1:" + world.gateway().managementPort());
    line.addAll(List.of(arguments));
    return execute(line);
  }

  private int execute(List<String> line) {
    CommandLine command =
        Main.commandLine().setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
    return command.execute(line.toArray(String[]::new));
  }

  @Test
  void plan_isShownWithEveryTarget_andItsReasons() {
    world.start().fault(Fault.status(429, 30), LOCAL);
    world.predict();

    assertThat(explain()).isZero();

    assertThat(out.toString().lines())
        .contains("model linear")
        .anyMatch(line -> line.matches("target +state +.*samples +mean +p50 +p99"))
        .anyMatch(line -> line.matches(NEXT + " .* 1 +[0-9.]+ ms +[0-9.]+ ms +[0-9.]+ ms"))
        .anyMatch(line -> line.matches(LAST + " .* 0 +- +- +-"))
        .anyMatch(line -> line.matches(LOCAL + " \\(local\\) +cooling .*admits in \\d+ ms"))
        .anyMatch(line -> line.matches(NEXT + " +admitted .*"))
        .anyMatch(line -> line.matches("  1\\. " + NEXT + ", at once: .+"))
        .anyMatch(line -> line.matches("  2\\. " + LAST + ", after a failure: .+"));
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void request_isFoundByItsId_andToldWithItsAttempts() {
    world.start().fault(Fault.status(503), LOCAL);
    String id = world.predict().getHeader("x-request-id");
    world.predict();

    assertThat(explain("--request", id)).isZero();

    assertThat(out.toString().lines())
        .anyMatch(
            line -> line.matches(".* " + id + ": answered, status 200 after .*, from " + NEXT))
        .contains("planned: " + LOCAL + ", " + NEXT + ", " + LAST)
        .anyMatch(line -> line.contains("primary to " + LOCAL + " (local): unavailable in "))
        .anyMatch(line -> line.contains("failover to " + NEXT));
  }

  @Test
  void json_isWhatTheGatewaySays() {
    world.start();
    assertThat(explain("--json", "--model", "linear")).isZero();
    assertThat(new JsonObject(out.toString()).getJsonArray("targets")).hasSize(3);
  }

  @Test
  void nothingToExplain_isOneLine_andExitCode1() {
    world.start();
    assertThat(explain("--request", "none")).isEqualTo(1);
    assertThat(explain("--model", "other")).isEqualTo(1);
    assertThat(err.toString().lines())
        .containsExactly(
            "rhumb: request: none (expected: one of the last thousand of this gateway)",
            "rhumb: model: no such model (expected: one of linear)");
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void noGateway_isOneLine_andExitCode1() throws IOException {
    int free;
    try (ServerSocket socket = new ServerSocket(0)) {
      free = socket.getLocalPort();
    }
    assertThat(execute(List.of("explain", "--management=http://127.0.0.1:" + free)))
        .isEqualTo(1);
    assertThat(err.toString()).contains("(expected: a running gateway)").hasLineCount(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--header=X Tier:gold | header: no client can send that (expected: a name and a value, such as X-Tier:gold)",
        "--header=X-Tier:a%b | header: no client can send that (expected: a name and a value, such as X-Tier:gold)",
        "--header=gold | header: no name (expected: such as header=X-Tier:gold)",
        "--strategy=a%b | strategy: no client can send that (expected: no control characters)",
        "--regions=a%b | regions: no client can send that (expected: no control characters)"
      })
  void whatNoClientCanSend_isOneLine_andExitCode1(String option, String message) {
    world.start();
    assertThat(explain(option.replace('%', '\n'))).isEqualTo(1);
    assertThat(err.toString().lines()).containsExactly("rhumb: " + message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "200 | <html>hello</html>",
        "404 | <html>not here</html>",
        "500 | ''",
        "200 | [1]",
        "200 | {\"status\":\"UP\"}",
        "400 | {\"error\":\"text\"}",
        "400 | {\"error\":{\"message\":7}}"
      })
  void anotherServer_isOneLine_andExitCode1(int status, String body) {
    HttpServer other = await(world
        .vertx
        .createHttpServer()
        .requestHandler(request -> request.response().setStatusCode(status).end(body))
        .listen(0, "127.0.0.1"));
    try {
      String address = "http://127.0.0.1:" + other.actualPort();
      assertThat(execute(List.of("explain", "--management=" + address))).isEqualTo(1);
      assertThat(err.toString().lines())
          .containsExactly("rhumb: " + address + ": status " + status
              + " and no answer of a gateway's (expected: a gateway's management port)");
    } finally {
      await(other.close());
    }
  }

  @Test
  void addressThatIsNone_isWrongUsage() {
    assertThat(execute(List.of("explain", "--management=ftp://x"))).isEqualTo(2);
    assertThat(err.toString()).startsWith("rhumb: --management: ftp://x (expected: ");
  }
}

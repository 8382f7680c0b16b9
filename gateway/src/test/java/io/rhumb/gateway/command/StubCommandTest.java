package io.rhumb.gateway.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.SocketAddress;
import java.io.BufferedReader;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class StubCommandTest {

  private static final String NAME = "1111-us-east4-42.prediction.p.vertexai.goog";
  private static final String PATH =
      "/v1/projects/demo-project/locations/us-east4/endpoints/1111:predict";

  /** What the process of {@link #process_servesUntilSigterm_andEndsWithZero} runs. */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new StubCommand()).execute(arguments));
  }

  @Test
  void process_servesUntilSigterm_andEndsWithZero(@TempDir Path folder) throws Exception {
    Path authority = folder.resolve("ca.pem");
    Process process = start(
        "--region",
        "us-east4",
        "--project-number",
        "42",
        "--port",
        "0",
        "--control-port",
        "0",
        "--token",
        "t1",
        "--token",
        "t2",
        "--ca-out",
        authority.toString(),
        "--service-time",
        "1ms",
        "--slots",
        "8",
        "--event-loops",
        "2");
    Vertx vertx = Vertx.vertx();
    try (BufferedReader output = process.inputReader()) {
      List<String> lines = linesUntil(output, "trust ");
      int port = portIn(lines.get(0));
      assertThat(lines).anyMatch(line -> line.contains("curl -X PUT http://127.0.0.1:"));
      assertThat(lines).last().isEqualTo("trust   " + authority);

      HttpClient client = vertx.createHttpClient(new HttpClientOptions()
          .setTrustOptions(new PemTrustOptions().addCertPath(authority.toString())));
      assertThat(status(client, port, "t2")).isEqualTo(200);
      assertThat(status(client, port, "t3")).isEqualTo(401);
    } finally {
      vertx.close().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
      process.destroy();
    }
    assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isZero();
  }

  @Test
  void portThatIsTaken_isOneLineAndCode2() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      String port = Integer.toString(taken.getLocalPort());
      assertRefused(
          "port: " + port + " (expected: a free port", "--port", port, "--control-port", "0");
      assertRefused(
          "control-port: " + port + " (expected: a free port",
          "--control-port",
          port,
          "--port",
          "0");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "--region, US, region: US",
    "--project-number, x, projectNumber: x",
    "--slots, -1, slots: -1",
    "--sigma, -1, sigma: -1",
    "--port, 70000, port: 70000",
    "--control-port, 70000, control-port: 70000",
    "--event-loops, 0, eventLoops: 0",
    "--response-bytes, -5, responseBytes: -5",
    "--stream-events, 0, events: 0",
    "--stream-event-bytes, -5, eventBytes: -5",
    "--publisher-model, gemini, publisherModels: gemini"
  })
  void badValue_isOneLineAndCode2(String option, String value, String message) {
    assertRefused(message, option, value);
  }

  @Test
  void certificateFileThatCannotBeWritten_isOneLineAndCode2(@TempDir Path folder) {
    Path file = folder.resolve("missing").resolve("ca.pem");
    assertRefused(
        "ca-out: " + file + " (expected: a file that can be written",
        "--port",
        "0",
        "--control-port",
        "0",
        "--ca-out",
        file.toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"5", "5m", "ms", "-5ms"})
  void durationWithoutAUnit_isCode2(String text) {
    StringWriter errors = new StringWriter();
    assertThat(execute(errors, "--service-time", text)).isEqualTo(2);
    assertThat(execute(errors, "--stream-interval", text)).isEqualTo(2);
    assertThat(errors.toString())
        .contains("--service-time", "--stream-interval")
        .contains("such as 5ms");
  }

  @ParameterizedTest
  @CsvSource({"250us, PT0.00025S", "5ms, PT0.005S", "1.5s, PT1.5S", "0ms, PT0S"})
  void duration_isANumberWithAUnit(String text, Duration duration) {
    assertThat(new StubCommand.DurationConverter().convert(text)).isEqualTo(duration);
  }

  private static void assertRefused(String message, String... arguments) {
    StringWriter errors = new StringWriter();
    assertThat(execute(errors, arguments)).isEqualTo(2);
    assertThat(errors.toString()).startsWith("rhumb: " + message);
    assertThat(errors.toString().lines()).hasSize(1);
  }

  private static int execute(StringWriter errors, String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    if (!all.contains("--region")) {
      all.addAll(List.of("--region", "us-east4"));
    }
    all.addAll(List.of("--token", "t"));
    return new CommandLine(new StubCommand())
        .setErr(new PrintWriter(errors, true))
        .setOut(new PrintWriter(new StringWriter()))
        .execute(all.toArray(String[]::new));
  }

  private static Process start(String... arguments) throws Exception {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    Stream<String> command = Stream.of(
        java, "-cp", System.getProperty("java.class.path"), StubCommandTest.class.getName());
    return new ProcessBuilder(Stream.concat(command, Stream.of(arguments)).toList())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private static List<String> linesUntil(BufferedReader output, String start) throws Exception {
    List<String> lines = new ArrayList<>();
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      lines.add(line);
      if (line.startsWith(start)) {
        return lines;
      }
    }
    throw new AssertionError("ended after " + lines);
  }

  private static int portIn(String line) {
    Matcher matcher =
        Pattern.compile("us-east4 listens on https://127\\.0\\.0\\.1:([0-9]+)").matcher(line);
    assertThat(matcher.matches()).as(line).isTrue();
    return Integer.parseInt(matcher.group(1));
  }

  private static int status(HttpClient client, int port, String token) throws Exception {
    RequestOptions options = new RequestOptions()
        .setServer(SocketAddress.inetSocketAddress(port, "127.0.0.1"))
        .setSsl(true)
        .setHost(NAME)
        .setPort(443)
        .setMethod(HttpMethod.POST)
        .setURI(PATH)
        .putHeader("authorization", "Bearer " + token);
    Future<Integer> status = client
        .request(options)
        .compose(request -> request.send(Buffer.buffer("{\"instances\":[[1.0]]}")))
        .map(response -> response.statusCode());
    return status.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
  }
}

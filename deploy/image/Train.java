import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Makes the cache from which a gateway starts: classes loaded, linked and profiled ahead of time (JEP 483, 514, 515).
 *
 * <p>A gateway of the folder that {@code assemble.sh} makes is started over the demo's stand-ins, gets a token from one, answers over
 * TLS from others, is asked all that an orchestrator and a client ask, and is told to end: all that it has loaded by then goes into
 * {@code rhumb.aot}. Last, the JVM must accept the cache.
 */
final class Train {

  private static final String BODY = "{\"instances\":[[1.0],[2.0],[3.0]]}";
  /**
   * Enough for the compilers to know what a predict needs at CompileThresholdScaling=8: with a hundred the first thousands of a gateway cost it
   * a quarter more CPU (bench/RESULTS.md).
   */
  private static final int PREDICTS = 6_000;
  private static final int AT_ONCE = 8;
  private static final Pattern STARTED = Pattern.compile("rhumb: predict on [^:]+:(\\d+), management on [^:]+:(\\d+)");

  private final Path folder;
  private final Path cache;
  private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private Train(Path folder) {
    this.folder = folder;
    this.cache = folder.resolve("rhumb.aot");
  }

  public static void main(String[] arguments) throws Exception {
    new Train(Path.of(arguments[0]).toAbsolutePath()).run();
  }

  private void run() throws Exception {
    Path temporary = Files.createTempDirectory("rhumb-train");
    Process demo = start(List.of("-Djava.io.tmpdir=" + temporary), "demo", "--port", "0", "--management-port", "0");
    try {
      awaitLine(demo, Pattern.compile("Ctrl-C ends it\\."));
      train(configuration(temporary));
    } finally {
      end(demo);
      Files.deleteIfExists(temporary);
    }
    Process check = start(List.of("-XX:AOTMode=on", "-XX:AOTCache=" + cache), "--version");
    if (check.waitFor() != 0) {
      throw new IllegalStateException("the JVM refuses " + cache + ": " + rest(check));
    }
    System.out.println(cache + ": " + Files.size(cache) / 1024 / 1024 + " MiB");
  }

  private void train(Path config) throws Exception {
    Process gateway = start(
        List.of("-XX:AOTCacheOutput=" + cache, "-Xlog:aot=error"),
        "gateway", "--config", config.toString(), "--port", "0", "--management-port", "0");
    try {
      Matcher started = awaitLine(gateway, STARTED);
      exercise("http://127.0.0.1:" + started.group(1), "http://127.0.0.1:" + started.group(2));
    } finally {
      end(gateway);
    }
    String told = rest(gateway);
    if (gateway.exitValue() != 0 || !Files.exists(cache)) {
      throw new IllegalStateException("the gateway ended with " + gateway.exitValue() + ": " + told);
    }
  }

  private void exercise(String predict, String management) throws Exception {
    HttpRequest valid = request(predict + "/predict").POST(HttpRequest.BodyPublishers.ofString(BODY)).build();
    for (int i = 0; i < PREDICTS; i += AT_ONCE) {
      List<CompletableFuture<HttpResponse<String>>> answers =
          Stream.generate(() -> client.sendAsync(valid, HttpResponse.BodyHandlers.ofString())).limit(AT_ONCE).toList();
      for (CompletableFuture<HttpResponse<String>> answer : answers) {
        expect(200, answer.get());
      }
    }
    expect(404, request(predict + "/predict/unknown").POST(HttpRequest.BodyPublishers.ofString(BODY)));
    expect(200, request(predict + "/health/live"));
    expect(200, request(predict + "/health/ready"));
    expect(200, request(management + "/metrics"));
  }

  private void expect(int status, HttpRequest.Builder request) throws Exception {
    expect(status, client.send(request.build(), HttpResponse.BodyHandlers.ofString()));
  }

  private static void expect(int status, HttpResponse<String> response) {
    if (response.statusCode() != status) {
      throw new IllegalStateException(response + ": " + response.body() + " (expected: " + status + ")");
    }
  }

  private static HttpRequest.Builder request(String url) {
    return HttpRequest.newBuilder(URI.create(url)).timeout(Duration.ofSeconds(10));
  }

  private Process start(List<String> options, String... command) throws IOException {
    List<String> line = new ArrayList<>(List.of(folder.resolve("java/bin/java").toString(), "@" + folder.resolve("java.options")));
    // As in the container: with the heap of a machine of 80 GiB, pointers would be longer than there, and the cache refused.
    line.add("-XX:MaxRAM=512m");
    line.addAll(options);
    line.addAll(List.of("-jar", folder.resolve("rhumb.jar").toString()));
    line.addAll(Arrays.asList(command));
    return new ProcessBuilder(line).redirectErrorStream(true).start();
  }

  /** Of a process that prints it soon, or ends. */
  private static Matcher awaitLine(Process process, Pattern wanted) throws IOException {
    StringBuilder seen = new StringBuilder();
    BufferedReader lines = process.inputReader();
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      Matcher matcher = wanted.matcher(line);
      if (matcher.find()) {
        return matcher;
      }
      seen.append(line).append('\n');
    }
    throw new IllegalStateException("ended without " + wanted + ":\n" + seen);
  }

  private static Path configuration(Path temporary) throws IOException {
    try (Stream<Path> files = Files.walk(temporary)) {
      return files.filter(file -> file.endsWith("gateway.yaml")).findFirst().orElseThrow();
    }
  }

  private static void end(Process process) throws InterruptedException {
    // Not Process.destroy, which closes the pipe into which the JVM still tells of its cache.
    process.toHandle().destroy();
    if (!process.waitFor(2, TimeUnit.MINUTES)) {
      process.destroyForcibly().waitFor();
    }
  }

  private static String rest(Process process) throws IOException {
    return process.inputReader().lines().collect(Collectors.joining("\n"));
  }
}

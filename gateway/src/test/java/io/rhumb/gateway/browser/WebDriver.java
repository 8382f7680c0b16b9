package io.rhumb.gateway.browser;

import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** {@code chromedriver} as a process, and the commands of the W3C's WebDriver protocol over HTTP. */
final class WebDriver implements AutoCloseable {

  private static final Pattern STARTED = Pattern.compile("started successfully on port (\\d+)");
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final HttpClient client = HttpClient.newHttpClient();
  private final Process process;
  private final String address;

  private WebDriver(Process process, int port) {
    this.process = process;
    this.address = "http://127.0.0.1:" + port;
  }

  /** Fails where there is none: a page that was not tried in a browser was not tried. */
  static WebDriver start() {
    try {
      Process process = new ProcessBuilder(List.of("chromedriver", "--port=0"))
          .redirectErrorStream(true)
          .start();
      Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
      return new WebDriver(process, port(process));
    } catch (IOException missing) {
      throw new AssertionError(
          "chromedriver: cannot be started (expected: chromium and chromedriver on the path; on Debian,"
              + " apt-get install chromium chromium-driver)",
          missing);
    }
  }

  private static int port(Process process) throws IOException {
    BufferedReader out = process.inputReader();
    StringBuilder said = new StringBuilder();
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      Matcher started = STARTED.matcher(line);
      if (started.find()) {
        return Integer.parseInt(started.group(1));
      }
      said.append(line).append('\n');
    }
    throw new AssertionError("chromedriver: ended at once (expected: to listen)\n" + said);
  }

  /** A command; its value may be anything, and null. */
  @Nullable
  Object call(String method, String path, @Nullable JsonObject body) {
    HttpRequest request = HttpRequest.newBuilder(URI.create(address + path))
        .timeout(PATIENCE)
        .header("content-type", "application/json")
        .method(
            method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body.encode()))
        .build();
    try {
      HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        throw new AssertionError(method + " " + path + ": " + answer.body());
      }
      return new JsonObject(answer.body()).getValue("value");
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError(interrupted);
    }
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly().onExit().join();
  }
}

package io.rhumb.grpcclients;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A gateway in {@code us-central1} and two regions behind it. Each test has a model of its own, so that what one breaks (a breaker, a limit, a
 * cooldown) is nothing to the next.
 */
final class Deployment implements AutoCloseable {

  private final Region local;
  private final Region next;
  private final RhumbProcess gateway;
  private final int port;
  private final Path folder;

  private Deployment(Region local, Region next, RhumbProcess gateway, Path folder) {
    this.local = local;
    this.next = next;
    this.gateway = gateway;
    this.folder = folder;
    MatchResult ports = gateway.await("^rhumb: predict on \\S+:(\\d+), management on \\S+:(\\d+)$");
    this.port = Integer.parseInt(ports.group(1));
  }

  /**
   * Starts all and waits until the gateway serves.
   *
   * @param folder for certificates, token and configuration
   * @param access what the configuration says of who may call
   * @param models their names; those that begin with {@code gemini} are a publisher's
   */
  static Deployment start(Path folder, String access, String... models) {
    Region local = Region.start("us-central1", folder);
    Region next = Region.start("us-east4", folder);
    try {
      Path config = config(folder, access, List.of(local, next), models);
      Deployment all = new Deployment(
          local,
          next,
          RhumbProcess.start(List.of("gateway", "--config", config.toString())),
          folder);
      all.awaitReady();
      return all;
    } catch (Error | RuntimeException failure) {
      local.close();
      next.close();
      throw failure;
    }
  }

  Region local() {
    return local;
  }

  Region next() {
    return next;
  }

  /** Exchanges the token that the regions take. */
  void token(String other) {
    try {
      Files.writeString(folder.resolve("token"), other);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    local.token(other);
    next.token(other);
  }

  /** Where the gateway is. */
  String target() {
    return "127.0.0.1:" + port;
  }

  @Override
  public void close() {
    gateway.close();
    local.close();
    next.close();
  }

  private void awaitReady() {
    HttpClient client = HttpClient.newHttpClient();
    HttpRequest ready = HttpRequest.newBuilder(URI.create("http://" + target() + "/health/ready"))
        .build();
    for (int i = 0; i < 600; i++) {
      try {
        HttpResponse<String> answer = client.send(ready, BodyHandlers.ofString());
        if (answer.statusCode() == 200) {
          return;
        }
        new CountDownLatch(1).await(100, TimeUnit.MILLISECONDS);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }
    throw new AssertionError("not ready within " + Duration.ofMinutes(1));
  }

  private static Path config(Path folder, String access, List<Region> regions, String... models) {
    String trust =
        regions.stream().map(region -> read(region.trust())).collect(Collectors.joining());
    try {
      Files.writeString(folder.resolve("ca.pem"), trust);
      Files.writeString(folder.resolve("token"), Region.TOKEN);
      return Files.writeString(
          folder.resolve("gateway.yaml"),
          """
          local-region: us-central1
          server: {host: 127.0.0.1, port: 0}
          management: {host: 127.0.0.1, port: 0}
          upstream: {connect-timeout: 5s}
          project: %s
          trust: {pem: ca.pem}
          credential: {token-file: token}
          access: %s
          default-model: %s
          models:
          %s"""
              .formatted(
                  Region.PROJECT,
                  access,
                  models[0],
                  Stream.of(models)
                      .map(model -> model(model, regions))
                      .collect(Collectors.joining())));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String model(String model, List<Region> regions) {
    String targets = regions.stream()
        .map(region -> "      - {region: %s, kind: public, address: 127.0.0.1, port: %d, %s}%n"
            .formatted(region.name(), region.port(), resource(model, region)))
        .collect(Collectors.joining());
    return "  %s:%n    timeout: 20s%n    attempt-timeout: 15s%n    targets:%n%s"
        .formatted(model, targets);
  }

  private static String resource(String model, Region region) {
    return model.startsWith("gemini")
        ? "publisher-model: google/" + model
        : "endpoint: \"" + region.endpoint(model) + "\"";
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

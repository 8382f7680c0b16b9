package io.rhumb.clients;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What the gateway is told. It has many models that are alike, each a publisher's model of its own, so that what one
 * test breaks (a breaker, a limit, a cooldown) is nothing to the next; and {@code linear}, an endpoint.
 */
final class GatewayConfig {

  /** Of those that are alike, the one that no test breaks. */
  static final String TEXT = "text-0";

  /** The one model that is an endpoint. */
  static final String LINEAR = "linear";

  /** The id of that endpoint in the local region. */
  static final String ENDPOINT = "1111";

  private static final int MODELS = 48;

  private GatewayConfig() {}

  /** The name of one of the models that are alike; 0 is {@link #TEXT}. */
  static String model(int index) {
    if (index >= MODELS) {
      throw new IllegalArgumentException(
          "model: " + index + " (expected: less than " + MODELS + ")");
    }
    return "text-" + index;
  }

  /** What its publisher calls it. */
  static String publisherModel(String model) {
    return "google/gemini-" + model;
  }

  /** All that the publisher has. */
  static List<String> publisherModels() {
    return models().stream().map(GatewayConfig::publisherModel).toList();
  }

  /** Writes it, and the token that it names. */
  static Path write(Path folder, List<Region> regions) {
    String published = models().stream()
        .map(name -> entry(name, regions, region -> region.publisherTarget(publisherModel(name))))
        .collect(Collectors.joining());
    String config =
        """
        local-region: us-central1
        server: {host: 127.0.0.1, port: 0}
        management: {host: 127.0.0.1, port: 0}
        upstream: {connect-timeout: 5s}
        project: demo-project
        project-number: "123456789"
        credential: {token-file: token}
        access:
          keys:
          - {id: everything, sha256: %s}
          - {id: one-model, sha256: %s, models: [linear]}
        default-model: linear
        models:
        %s%s"""
            .formatted(
                ApiKey.EVERYTHING.sha256(),
                ApiKey.LINEAR_ONLY.sha256(),
                published,
                entry(LINEAR, regions, Region::endpointTarget));
    try {
      Files.writeString(folder.resolve("token"), Region.TOKEN);
      return Files.writeString(folder.resolve("gateway.yaml"), config);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> models() {
    return IntStream.range(0, MODELS).mapToObj(GatewayConfig::model).toList();
  }

  private static String entry(String name, List<Region> regions, Function<Region, String> target) {
    return "  " + name + ":\n    targets:\n"
        + regions.stream().map(target).collect(Collectors.joining());
  }
}

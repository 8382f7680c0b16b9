package io.rhumb.gateway;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A configuration of a {@link World} as YAML, looked at fifty times a second; a test changes what it is about. */
final class ConfigText {

  private final World world;
  private final Map<String, String> settings = new LinkedHashMap<>();
  private final Map<String, String> models = new LinkedHashMap<>();

  /** One model, {@code linear}, over all regions. */
  ConfigText(World world) {
    this.world = world;
    set("local-region", World.LOCAL);
    set("metadata-host", "127.0.0.1:" + world.metadata.port());
    set("server", "{host: 127.0.0.1, port: 0, event-loops: 2, shutdown-grace: 2s}");
    set("management", "{port: 0}");
    set("reload", "{scan: 20ms}");
    set("project", "demo-project");
    set("project-number", "\"123456789\"");
    set("trust", "{pem: ca.pem}");
    set("default-model", "linear");
    model("linear", "timeout: 10s, attempt-timeout: 3s");
  }

  /** A key of the top. */
  ConfigText set(String key, String value) {
    settings.put(key, value);
    return this;
  }

  /** A model over all regions, with those settings. */
  ConfigText model(String name, String settings) {
    return model(name, settings, List.copyOf(world.regions.keySet()));
  }

  /** A model over some regions. */
  ConfigText model(String name, String settings, List<String> regions) {
    List<String> targets = regions.stream().map(this::target).toList();
    models.put(name, "{" + settings + ", targets: [" + String.join(", ", targets) + "]}");
    return this;
  }

  /** A model over these targets. */
  ConfigText models(String name, String... targets) {
    models.put(name, "{targets: [" + String.join(", ", targets) + "]}");
    return this;
  }

  ConfigText without(String model) {
    models.remove(model);
    return this;
  }

  String target(String region) {
    return target(region, world.region(region).port());
  }

  String target(String region, int port) {
    return "{region: " + region + ", kind: psc, address: 127.0.0.1, port: " + port
        + ", endpoint: \"" + World.endpoint(region).endpoint() + "\"}";
  }

  /** Puts it at the place of what was there, at once; beside the certificate that it trusts. */
  Path write(Path folder) {
    return write(folder, text());
  }

  static Path write(Path folder, String text) {
    Path file = folder.resolve("gateway.yaml");
    try {
      Path fresh = Files.writeString(folder.resolve(".fresh"), text);
      return Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  String text() {
    StringBuilder text = new StringBuilder();
    settings.forEach((key, value) -> text.append(key).append(": ").append(value).append('\n'));
    text.append("models:\n");
    models.forEach((name, value) ->
        text.append("  ").append(name).append(": ").append(value).append('\n'));
    return text.toString();
  }
}

package io.rhumb.clients;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** One region: {@code rhumb stub} as a process, which speaks TLS with a throwaway certificate. */
final class Region {

  /** What the gateway has to show. */
  static final String TOKEN = "a-token-of-the-test";

  /** What a region generates, whatever it is told. */
  static final String TEXT = "one two three four five";

  private static final ObjectMapper JSON = new ObjectMapper();

  private final String name;
  private final String endpoint;
  private final Path certificate;
  private int port;
  private String control = "";

  /**
   * Does not run yet.
   *
   * @param folder where its certificate goes
   */
  Region(String name, String endpoint, Path folder) {
    this.name = name;
    this.endpoint = endpoint;
    this.certificate = folder.resolve(name + ".pem");
  }

  /** What to start. */
  List<String> arguments() {
    List<String> arguments = new ArrayList<>(List.of("stub", "--region", name));
    arguments.addAll(List.of("--endpoint", endpoint, "--token", TOKEN));
    arguments.addAll(List.of("--port", "0", "--control-port", "0"));
    arguments.addAll(List.of("--ca-out", certificate.toString()));
    GatewayConfig.publisherModels()
        .forEach(model -> arguments.addAll(List.of("--publisher-model", model)));
    return arguments;
  }

  /** Waits until it serves, and learns where. */
  void awaitStart(RhumbProcess process) {
    port = Integer.parseInt(process.await(" listens on https://[^:]+:(\\d+)$").group(1));
    control = process.await("^count +curl (http://\\S+)/counters$").group(1);
  }

  /** A target of the gateway's configuration: this region's endpoint. */
  String endpointTarget() {
    return target("endpoint: \"" + endpoint + "\"");
  }

  /** A target of the gateway's configuration: a publisher's model in this region. */
  String publisherTarget(String model) {
    return target("publisher-model: " + model);
  }

  /** From now on requests are struck by this, until {@link #reset}. */
  void fault(String json) {
    Http.put(control + "/fault", json);
  }

  /** Well again, and nothing counted. */
  void reset() {
    Http.delete(control + "/fault");
    Http.delete(control + "/counters");
  }

  /** Requests that arrived. */
  int requests() {
    return counters().path("requests").asInt();
  }

  /** Path and query of the last request. */
  String uri() {
    return counters().path("uri").asText();
  }

  private String target(String resource) {
    return "      - {region: %s, kind: public, address: 127.0.0.1, port: %d, %s, trust: {pem: \"%s\"}}%n"
        .formatted(name, port, resource, certificate.getFileName());
  }

  private JsonNode counters() {
    try {
      return JSON.readTree(Http.get(control + "/counters"));
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }
}

package io.rhumb.clients;

import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;

/** A gateway in {@code us-central1} with two regions behind it, as processes. */
final class Deployment implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final List<RhumbProcess> processes = new ArrayList<>();
  private final Region local;
  private final Region next;
  private String base = "";
  private String management = "";
  private int usedModels;

  private Deployment(Path folder) {
    this.local = new Region("us-central1", GatewayConfig.ENDPOINT, folder);
    this.next = new Region("us-east4", "2222", folder);
  }

  /**
   * Starts all and waits until the gateway serves.
   *
   * @param folder for certificates, token and configuration
   */
  static Deployment start(Path folder) {
    Deployment deployment = new Deployment(folder);
    try {
      deployment.startRegions();
      deployment.startGateway(folder);
      return deployment;
    } catch (Error | RuntimeException failure) {
      deployment.close();
      throw failure;
    }
  }

  /** What an SDK is given as its base URL. */
  String base() {
    return base;
  }

  /** The gateway's own region. */
  Region local() {
    return local;
  }

  /** The other one. */
  Region next() {
    return next;
  }

  /** A model that no test has used: it knows nothing of what was broken before. */
  String unusedModel() {
    return GatewayConfig.model(++usedModels);
  }

  /** Strikes both regions. */
  void faultEverywhere(String json) {
    local.fault(json);
    next.fault(json);
  }

  /** All is well again, and nothing counted. */
  void reset() {
    local.reset();
    next.reset();
  }

  /**
   * How many requests for a model the gateway has answered, once they are at least so many: it counts one when its
   * answer is out, which may be a moment after the client has it.
   */
  long requests(String model, long atLeast) {
    long giveUp = System.nanoTime() + PATIENCE.toNanos();
    long requests = counted(model);
    while (requests < atLeast && System.nanoTime() < giveUp) {
      requests = counted(model);
    }
    return requests;
  }

  @Override
  public void close() {
    processes.forEach(RhumbProcess::close);
  }

  private void startRegions() {
    RhumbProcess first = started(local.arguments());
    RhumbProcess second = started(next.arguments());
    local.awaitStart(first);
    next.awaitStart(second);
  }

  private void startGateway(Path folder) {
    Path config = GatewayConfig.write(folder, List.of(local, next));
    MatchResult ports = started(List.of("gateway", "--config", config.toString()))
        .await("^rhumb: predict on \\S+:(\\d+), management on \\S+:(\\d+)$");
    base = "http://127.0.0.1:" + ports.group(1);
    management = "http://127.0.0.1:" + ports.group(2);
    awaitReady();
  }

  private RhumbProcess started(List<String> arguments) {
    RhumbProcess process = RhumbProcess.start(arguments);
    processes.add(process);
    return process;
  }

  private long counted(String model) {
    String label = "model=\"" + model + "\"";
    return Http.get(management + "/metrics")
        .lines()
        .filter(line -> line.startsWith("rhumb_requests_total{") && line.contains(label))
        .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  private void awaitReady() {
    HttpRequest ready =
        HttpRequest.newBuilder(URI.create(base + "/health/ready")).build();
    long giveUp = System.nanoTime() + PATIENCE.toNanos();
    while (Http.send(ready).statusCode() != 200) {
      if (System.nanoTime() > giveUp) {
        throw new AssertionError(Http.send(ready).body());
      }
    }
  }
}

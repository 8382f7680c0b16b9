package io.rhumb.gateway.packaged;

import io.rhumb.gateway.stub.VertexEndpoint;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;

/**
 * One region: {@code rhumb stub}, which can be killed and started again, on the same port. Its control port is
 * another one at each start.
 */
final class StubProcess implements AutoCloseable {

  static final String PROJECT = "demo-project";
  static final String PROJECT_NUMBER = "123456789";

  private final VertexEndpoint endpoint;
  private final String host;
  private final int port;
  private final List<String> options;
  private volatile Running running;

  /**
   * A region that does not run yet.
   *
   * @param options what {@code rhumb stub} is told besides: a token at least
   */
  StubProcess(String region, String endpoint, String host, int port, List<String> options) {
    this.endpoint = new VertexEndpoint(region, PROJECT, PROJECT_NUMBER, endpoint);
    this.host = host;
    this.port = port;
    this.options = options;
  }

  /** Starts it; {@link #awaitStart} waits. */
  StubProcess start() {
    List<String> arguments = new ArrayList<>(List.of("stub", "--region", endpoint.region()));
    arguments.addAll(List.of("--endpoint", endpoint.endpoint(), "--host", host));
    arguments.addAll(List.of("--port", Integer.toString(port), "--control-port", "0"));
    arguments.addAll(options);
    running = Rhumb.jar(arguments.toArray(String[]::new)).start();
    return this;
  }

  StubProcess awaitStart() {
    controlPort();
    return this;
  }

  VertexEndpoint endpoint() {
    return endpoint;
  }

  String host() {
    return host;
  }

  int port() {
    return port;
  }

  /** Pulls the plug: SIGKILL. */
  void kill() {
    running.close();
  }

  void fault(JsonObject fault) {
    JsonObject answer =
        new JsonObject(Http.put(controlPort(), "/fault", fault.encode()).body());
    if (!answer.containsKey("fault")) {
      throw new AssertionError(answer.encode());
    }
  }

  void heal() {
    Http.delete(controlPort(), "/fault");
  }

  JsonObject counters() {
    return new JsonObject(Http.get(controlPort(), "/counters").body());
  }

  @Override
  public void close() {
    if (running != null) {
      running.close();
    }
  }

  private int controlPort() {
    return Integer.parseInt(
        running.awaitOut("^count +curl http://[^:]+:(\\d+)/counters$").group(1));
  }
}

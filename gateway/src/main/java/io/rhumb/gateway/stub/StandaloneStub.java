package io.rhumb.gateway.stub;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One {@link RegionalStub} with its {@link StubControl} on a port of its own. Thread-safe; no method blocks. */
public final class StandaloneStub {

  private final Vertx vertx;
  private final RegionalStub stub;
  private final int controlPort;
  private volatile @Nullable HttpServer control;

  /**
   * Not started yet.
   *
   * @param vertx on whose event loops it serves
   * @param stub the stub
   * @param controlPort the port of the control API on the stub's host; zero: a free one
   */
  public StandaloneStub(Vertx vertx, RegionalStub stub, int controlPort) {
    if (controlPort < 0 || controlPort > 65_535) {
      throw new IllegalArgumentException(
          "control-port: " + controlPort + " (expected: 0 to 65535)");
    }
    this.vertx = vertx;
    this.stub = stub;
    this.controlPort = controlPort;
  }

  /**
   * Starts both.
   *
   * @return completes once both listen; fails with {@code name: value (expected: ...)} if a port is taken
   */
  public Future<Void> start() {
    return stub.start()
        .recover(cause -> taken("port", stub.config().port(), cause))
        .compose(port -> listen().recover(cause -> taken("control-port", controlPort, cause)))
        .mapEmpty();
  }

  /** What listens where, and what to try: lines for whoever started it. Only once it is started. */
  public List<String> describe() {
    RegionalStubConfig config = stub.config();
    VertexEndpoint endpoint = config.endpoint();
    String scheme = config.plain() ? "http" : "https";
    String faults = "http://" + config.host() + ":" + actualControlPort() + "/fault";
    return List.of(
        endpoint.region() + " listens on " + scheme + "://" + config.host() + ":" + stub.port(),
        "  as    " + String.join(", ", endpoint.names()),
        "  path  " + endpoint.path("predict"),
        "break   curl -X PUT " + faults + " -d '{\"kind\":\"status\",\"status\":503}'",
        "heal    curl -X DELETE " + faults,
        "count   curl http://" + config.host() + ":" + actualControlPort() + "/counters");
  }

  /** The port of the control API; 0 before the start unless one is configured. */
  public int actualControlPort() {
    HttpServer listening = control;
    return listening == null ? controlPort : listening.actualPort();
  }

  private Future<HttpServer> listen() {
    return vertx
        .createHttpServer()
        .requestHandler(StubControl.router(vertx, stub))
        .listen(controlPort, stub.config().host())
        .onSuccess(listening -> control = listening);
  }

  private static <T> Future<T> taken(String name, int port, Throwable cause) {
    return Future.failedFuture(new IllegalArgumentException(
        name + ": " + port + " (expected: a free port; " + cause.getMessage() + ")", cause));
  }
}

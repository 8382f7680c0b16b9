package io.rhumb.gateway.packaged;

import java.nio.file.Path;
import java.util.regex.MatchResult;

/** {@code rhumb gateway}, once both its ports are open. */
public final class GatewayProcess implements AutoCloseable {

  private final Running running;
  private final int port;
  private final int managementPort;

  private GatewayProcess(Running running, MatchResult started) {
    this.running = running;
    this.port = Integer.parseInt(started.group(1));
    this.managementPort = Integer.parseInt(started.group(2));
  }

  public static GatewayProcess start(Path config) {
    return await(Rhumb.jar("gateway", "--config", config.toString()).start());
  }

  /** Waits until a process that was started as a gateway is one. */
  static GatewayProcess await(Running running) {
    try {
      return new GatewayProcess(
          running, running.awaitOut("^rhumb: predict on \\S+:(\\d+), management on \\S+:(\\d+)$"));
    } catch (AssertionError failure) {
      running.close();
      throw failure;
    }
  }

  public int port() {
    return port;
  }

  public int managementPort() {
    return managementPort;
  }

  public Running process() {
    return running;
  }

  @Override
  public void close() {
    running.close();
  }
}

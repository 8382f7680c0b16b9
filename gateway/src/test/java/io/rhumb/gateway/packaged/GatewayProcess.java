package io.rhumb.gateway.packaged;

import java.nio.file.Path;
import java.util.OptionalLong;
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
    return await(command(config).start());
  }

  /**
   * The same with more options of its JVM, which says in its log that it was given some.
   *
   * @param options as in the environment; empty: none
   */
  public static GatewayProcess start(Path config, String options) {
    return options.isEmpty()
        ? start(config)
        : await(command(config).with("JDK_JAVA_OPTIONS", options).start());
  }

  private static Rhumb command(Path config) {
    return Rhumb.jar("gateway", "--config", config.toString());
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

  /** The most memory that it has had so far, heap and all else; empty where the system does not tell. */
  public OptionalLong peakResidentKiB() {
    return Vitals.status(running.pid(), "VmHWM");
  }

  @Override
  public void close() {
    running.close();
  }
}

package io.rhumb.gateway.packaged;

import java.util.ArrayList;
import java.util.List;

/** {@code ./rhumb demo} on free ports, once it has said that it runs. */
final class DemoProcess implements AutoCloseable {

  private final Running running;
  private final int port;
  private final int managementPort;

  private DemoProcess(Running running, int port, int managementPort) {
    this.running = running;
    this.port = port;
    this.managementPort = managementPort;
  }

  static DemoProcess start(String... options) {
    return startAt(FreePort.next(), FreePort.next(), options);
  }

  /** On ports that are known to be free. */
  static DemoProcess startAt(int port, int managementPort, String... options) {
    List<String> arguments = new ArrayList<>(List.of("demo", "--port", Integer.toString(port)));
    arguments.addAll(List.of("--management-port", Integer.toString(managementPort)));
    arguments.addAll(List.of(options));
    Running running =
        Rhumb.launcher(arguments.toArray(String[]::new)).heedingInterrupts().start();
    try {
      running.awaitOut("^Ctrl-C ends it\\.$");
      return new DemoProcess(running, port, managementPort);
    } catch (AssertionError failure) {
      running.close();
      throw failure;
    }
  }

  int port() {
    return port;
  }

  int managementPort() {
    return managementPort;
  }

  Running process() {
    return running;
  }

  /** What it tells the newcomer to type after that word. */
  String command(String what) {
    return running.awaitOut("^  " + what + ": +(curl .*)$").group(1);
  }

  /** Asks first, so that it takes its files along. */
  @Override
  public void close() {
    try (running) {
      running.terminate();
      running.awaitEnd();
    }
  }
}

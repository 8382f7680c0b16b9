package io.rhumb.rehearsal.stage;

import io.rhumb.rehearsal.network.Host;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A process on a host, which writes to a log file. Whoever started it ends it. */
final class Child {

  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private final Process process;

  private Child(Process process) {
    this.process = process;
  }

  /** Starts one; what it says is added to the file. */
  static Child start(Host host, List<String> command, Path log) {
    try {
      // "ip netns exec" becomes the command, so signals reach it.
      return new Child(new ProcessBuilder(host.command(command))
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
          .start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  long pid() {
    return process.pid();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** SIGKILL. Blocks until it is gone. */
  void kill() {
    process.destroyForcibly().onExit().join();
  }

  /**
   * SIGTERM. Blocks until it is gone; after 15 s it is killed.
   *
   * @return its exit code
   */
  int terminate() {
    process.destroy();
    try {
      if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        kill();
      }
      return process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}

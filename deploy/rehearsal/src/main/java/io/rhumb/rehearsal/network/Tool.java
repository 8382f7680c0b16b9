package io.rhumb.rehearsal.network;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs command line tools to their end. Thread-safe; every method blocks, for ten seconds at the most. */
public final class Tool {

  private static final long PATIENCE_SECONDS = 10;

  private Tool() {}

  /**
   * Runs a command.
   *
   * @return what it printed
   * @throws ToolException unless it ends with 0 in time
   */
  public static String run(List<String> command) {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      process.getOutputStream().close();
      return output(command, process);
    } catch (IOException e) {
      throw new ToolException(String.join(" ", command) + ": " + e.getMessage(), e);
    }
  }

  /** As {@link #run(List)}. */
  public static String run(String... command) {
    return run(List.of(command));
  }

  /** Whether a command ends with 0. */
  static boolean works(String... command) {
    try {
      run(command);
      return true;
    } catch (ToolException refused) {
      return false;
    }
  }

  // What these tools print fits into a pipe, so that nobody has to read while they run.
  private static String output(List<String> command, Process process) throws IOException {
    try {
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new ToolException(
            String.join(" ", command) + ": no end within " + PATIENCE_SECONDS + " s");
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new ToolException(String.join(" ", command) + ": interrupted", e);
    }
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.exitValue() != 0) {
      throw new ToolException(
          String.join(" ", command) + ": exit code " + process.exitValue() + ": " + said.strip());
    }
    return said;
  }
}

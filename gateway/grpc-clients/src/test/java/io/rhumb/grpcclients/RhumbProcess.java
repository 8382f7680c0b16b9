package io.rhumb.grpcclients;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A command of the packaged gateway as a process. Whoever started it closes it. For one thread. */
final class RhumbProcess implements AutoCloseable {

  private static final Path JAR = Path.of(System.getProperty("rhumb.jar"));

  /** Far longer than any start takes, so that a loaded machine is no failure. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final Set<String> INHERITED = Set.of("PATH", "HOME", "LANG", "LC_ALL", "TMPDIR");

  private static final String END = "(no more output)";

  private final Process process;
  private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
  private final List<String> seen = new ArrayList<>();

  private RhumbProcess(Process process) {
    this.process = process;
    // For when the tests themselves are told to end.
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    Thread reader = new Thread(this::read, "output of " + process.pid());
    reader.setDaemon(true);
    reader.start();
  }

  /** Starts {@code rhumb …} on the Java that runs this test. */
  static RhumbProcess start(List<String> arguments) {
    List<String> command = new ArrayList<>(List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        // These processes live for seconds.
        "-XX:TieredStopAtLevel=1",
        "-XX:+UseSerialGC",
        "-jar",
        JAR.toString()));
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().keySet().retainAll(INHERITED);
    try {
      return new RhumbProcess(builder.start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits for a line of its output that matches somewhere; lines before the last one waited for are not looked at again. */
  MatchResult await(String regex) {
    Pattern pattern = Pattern.compile(regex);
    for (; ; ) {
      Matcher matcher = pattern.matcher(next(regex));
      if (matcher.find()) {
        return matcher.toMatchResult();
      }
    }
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }

  private String next(String regex) {
    try {
      String line = lines.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      if (line == null || line.equals(END)) {
        throw new AssertionError("no line that matches " + regex + ":\n" + String.join("\n", seen));
      }
      seen.add(line);
      return line;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private void read() {
    try (BufferedReader reader = process.inputReader()) {
      reader.lines().forEach(lines::add);
    } catch (IOException | UncheckedIOException e) {
      lines.add(String.valueOf(e));
    } finally {
      lines.add(END);
    }
  }
}

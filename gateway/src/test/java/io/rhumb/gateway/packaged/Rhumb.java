package io.rhumb.gateway.packaged;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A process about to be started, by default in the root of the sources. Of the environment it gets no more than it
 * needs, so that nobody's own credentials or ports have a say; and what a whole run of tests is to be with. Immutable.
 */
record Rhumb(List<String> command, Map<String, String> environment, Path directory) {

  /** The root of the sources. */
  static final Path ROOT =
      Path.of(System.getProperty("rhumb.root")).toAbsolutePath().normalize();

  /** What is shipped. */
  static final Path JAR =
      Path.of(System.getProperty("rhumb.jar")).toAbsolutePath().normalize();

  private static final String JAVA_HOME = System.getProperty("java.home");
  private static final Set<String> INHERITED =
      Set.of("PATH", "HOME", "LANG", "LC_ALL", "TMPDIR", "USER", "RHUMB_TLS", "RHUMB_TRANSPORT");

  /** {@code java -jar rhumb.jar …} on the Java that runs this test. */
  static Rhumb jar(String... arguments) {
    // These processes live for seconds: what would make them faster in the long run would only
    // make them slower here.
    List<String> java = List.of(
        Path.of(JAVA_HOME, "bin", "java").toString(),
        "-XX:TieredStopAtLevel=1",
        "-XX:+UseSerialGC",
        "-jar",
        JAR.toString());
    return of(plus(java, arguments));
  }

  /** {@code ./rhumb …}. */
  static Rhumb launcher(String... arguments) {
    return of(plus(List.of("./rhumb"), arguments));
  }

  /** A line as someone would type it. */
  static Rhumb shell(String line) {
    return of(List.of("bash", "-c", line));
  }

  /** Any command. Should it come to Maven, because somebody edits sources meanwhile, that fails instead of building. */
  static Rhumb of(List<String> command) {
    return new Rhumb(
        command,
        Map.of(
            "JAVA_HOME", JAVA_HOME,
            "CLOUDSDK_CONFIG", "/nonexistent",
            "MAVEN_OPTS", "-XX:NoBuildInsideTests"),
        ROOT);
  }

  Rhumb with(String variable, String value) {
    Map<String, String> more = new TreeMap<>(environment);
    more.put(variable, value);
    return new Rhumb(command, more, directory);
  }

  Rhumb without(String variable) {
    Map<String, String> fewer = new TreeMap<>(environment);
    fewer.remove(variable);
    return new Rhumb(command, fewer, directory);
  }

  Rhumb in(Path newDirectory) {
    return new Rhumb(command, environment, newDirectory);
  }

  /**
   * Heeds SIGINT even where these tests do not: a shell without job control starts what runs in its background with
   * that signal ignored, a process inherits this, and Java respects it. Only GNU's env can undo it; elsewhere nothing
   * changes.
   */
  Rhumb heedingInterrupts() {
    List<String> env = List.of("env", "--default-signal=INT");
    if (of(plus(env, "true")).run().exitCode() != 0) {
      return this;
    }
    return new Rhumb(plus(env, command.toArray(String[]::new)), environment, directory);
  }

  /** Starts it. To be closed. */
  Running start() {
    ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
    builder.environment().keySet().retainAll(INHERITED);
    builder.environment().putAll(environment);
    try {
      return Running.of(String.join(" ", command), builder.start());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Runs it to its end. */
  Ended run() {
    try (Running running = start()) {
      return running.awaitEnd();
    }
  }

  private static List<String> plus(List<String> command, String... arguments) {
    List<String> all = new ArrayList<>(command);
    all.addAll(List.of(arguments));
    return all;
  }
}

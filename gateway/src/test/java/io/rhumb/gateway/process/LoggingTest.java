package io.rhumb.gateway.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a process has logged, whoever reads its standard error. */
final class LoggingTest {

  /** A hundred bytes each, and a pipe holds 64 KiB. */
  private static final int MORE_THAN_A_PIPE_HOLDS = 10_000;

  private static final String PADDING = " ".repeat(60) + ".";

  private static final Pattern LINE = Pattern.compile(" INFO line (\\d+)" + PADDING + "$");
  private static final Pattern LOST = Pattern.compile(" WARNING (\\d+) lines are lost here: ");

  private Process process;

  /** What the processes run: they log so many lines, say so, and go on as they are told. */
  public static void main(String[] arguments) throws IOException {
    Logging.configure();
    System.Logger log = System.getLogger("test");
    IntStream.range(0, Integer.parseInt(arguments[0]))
        .forEach(i -> log.log(System.Logger.Level.INFO, "line " + i + PADDING));
    System.out.println("logged");
    switch (arguments[1]) {
      case "exit" -> {
        System.in.read();
        System.exit(3);
      }
      case "fail" -> throw new Error("fatal");
      case "serve" -> serve();
      default -> throw new IllegalArgumentException(arguments[1]);
    }
  }

  private static void serve() {
    Vertx vertx = ProcessLife.newVertx();
    Thread main = Thread.currentThread();
    Thread watcher = new Thread(() -> {
      // Before it waits it has seen to it that it hears of a signal.
      while (main.getState() != Thread.State.WAITING) {
        Thread.onSpinWait();
      }
      System.out.println("serving");
    });
    watcher.start();
    ProcessLife.runUntilTerminated(vertx, Future::succeededFuture, Duration.ofSeconds(5));
  }

  @AfterEach
  void kill() {
    process.destroyForcibly();
  }

  @Test
  void nobodyReads_noOneWaits_andWhatIsLostIsTold() throws Exception {
    start(MORE_THAN_A_PIPE_HOLDS, "exit");
    awaitOut("logged");

    process.getOutputStream().close();
    List<String> lines = errUntilTheEnd();

    List<Integer> written = numbers(LINE, lines);
    int lost = numbers(LOST, lines).stream().mapToInt(Integer::intValue).sum();
    assertThat(written).isSorted().startsWith(0, 1, 2);
    assertThat(lost).isPositive();
    assertThat(written.size() + lost).isEqualTo(MORE_THAN_A_PIPE_HOLDS);
  }

  @Test
  void nobodyReads_exitsAllTheSame() throws Exception {
    start(MORE_THAN_A_PIPE_HOLDS, "exit");
    awaitOut("logged");

    process.getOutputStream().close();

    assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(3);
  }

  @Test
  void nobodyReads_stopsAllTheSame() throws Exception {
    start(MORE_THAN_A_PIPE_HOLDS, "serve");
    awaitOut("serving");

    process.destroy();

    assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isZero();
  }

  @Test
  void exit_afterAFewLines_losesNone() throws Exception {
    start(500, "exit");

    process.getOutputStream().close();
    List<String> lines = errUntilTheEnd();

    assertThat(numbers(LINE, lines)).isEqualTo(IntStream.range(0, 500).boxed().toList());
    assertThat(lines).hasSize(500);
    assertThat(lines.get(0))
        .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3} INFO line 0" + PADDING);
  }

  @Test
  void fatalError_losesNothingThatWasLoggedBefore() throws Exception {
    start(500, "fail");

    List<String> lines = errUntilTheEnd();

    assertThat(numbers(LINE, lines)).hasSize(500);
    assertThat(lines).anyMatch(line -> line.endsWith("java.lang.Error: fatal"));
  }

  private void start(int lines, String then) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    if (Runtime.version().feature() >= 24) {
      // Else the JVM itself warns on standard error, and waits for who reads it.
      command.add("--sun-misc-unsafe-memory-access=allow");
      command.add("--enable-native-access=ALL-UNNAMED");
    }
    command.addAll(List.of(
        "-cp",
        System.getProperty("java.class.path"),
        LoggingTest.class.getName(),
        Integer.toString(lines),
        then));
    process = new ProcessBuilder(command).start();
  }

  private void awaitOut(String line) {
    await(() -> process.inputReader().lines().anyMatch(line::equals));
  }

  private List<String> errUntilTheEnd() {
    return await(() -> process.errorReader().lines().toList());
  }

  /** The bound is there only for a test that fails: a pipe that is read takes no interrupt. */
  private static <T> T await(Supplier<T> reading) {
    return CompletableFuture.supplyAsync(reading)
        .orTimeout(20, TimeUnit.SECONDS)
        .join();
  }

  private static List<Integer> numbers(Pattern pattern, List<String> lines) {
    return lines.stream()
        .map(pattern::matcher)
        .filter(Matcher::find)
        .map(found -> Integer.valueOf(found.group(1)))
        .toList();
  }
}

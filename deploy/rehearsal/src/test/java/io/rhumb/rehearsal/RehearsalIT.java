package io.rhumb.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The script itself, where the machine allows it. Where it does not, the build says so and why. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
final class RehearsalIT {

  private static final String RUN = System.getProperty("rehearsal.run");
  private static final int NOT_HERE = 77;
  private static final int TOO_BUSY = 75;

  @Test
  void shortForm_passes() throws IOException, InterruptedException {
    Process run = started("--short");
    List<String> said = output(run);

    assumeAllowed(run, said);
    Assumptions.assumeFalse(run.waitFor() == TOO_BUSY, "the machine was too busy to tell");
    assertThat(run.exitValue()).as(String.join("\n", said)).isZero();
    assertThat(said).filteredOn(line -> line.startsWith("PASSED ")).hasSize(5);
  }

  /** Ctrl-C is kinder than this. */
  @Test
  void killed_leavesNothingBehind() throws IOException, InterruptedException {
    Process run = started("--short", "--acts", "normal");
    List<ProcessHandle> offspring = List.of();
    try (BufferedReader reader = run.inputReader()) {
      String line = reader.readLine();
      assumeAllowed(run, List.of(String.valueOf(line)));
      assertThat(line).startsWith("rehearsal: starting 3 regions");
      offspring = run.descendants().toList();
    } finally {
      run.destroyForcibly();
    }

    assertThat(offspring).isNotEmpty();
    for (ProcessHandle process : offspring) {
      assertThat(process.onExit())
          .as(process.info().toString())
          .succeedsWithin(20, TimeUnit.SECONDS);
    }
  }

  private static Process started(String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of(RUN));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command).redirectErrorStream(true).start();
  }

  private static List<String> output(Process run) throws IOException {
    try (BufferedReader reader = run.inputReader()) {
      return reader.lines().peek(System.out::println).toList();
    }
  }

  private static void assumeAllowed(Process run, List<String> said) throws InterruptedException {
    if (run.waitFor(1, TimeUnit.SECONDS) && run.exitValue() == NOT_HERE) {
      String why = String.join("\n", said);
      System.out.println("WARNING: nothing was rehearsed. " + why);
      Assumptions.abort(why);
    }
  }
}

package io.rhumb.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

final class RehearsalCommandTest {

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void image_besideGateway_isWrong() {
    assertThat(run("--list", "--image", "--gateway", "rhumb.jar"))
        .isEqualTo(CommandLine.ExitCode.USAGE);
    assertThat(err.toString()).contains("--image: beside --gateway (expected: one of them)");
  }

  @Test
  void image_alone_isTaken() {
    assertThat(run("--list", "--image")).isZero();
    assertThat(out.toString()).contains("vertex-out: ");
  }

  private int run(String... arguments) {
    CommandLine line = new CommandLine(new RehearsalCommand());
    line.setOut(new PrintWriter(out));
    line.setErr(new PrintWriter(err));
    return line.execute(arguments);
  }
}

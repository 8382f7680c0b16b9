package io.rhumb.gateway.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How the demo starts, does not start, and ends. */
@Tag("alone")
class DemoLifeIT {

  /** With nothing in flight there is nothing to wait for; the rest is a busy machine's. */
  private static final Duration QUICK = Duration.ofSeconds(4);

  @Test
  void sigterm_endsWithZeroAtOnceAndLeavesNoFiles() {
    assertEndsWell(Running::terminate);
  }

  @Test
  void ctrlC_endsWithZeroAtOnceAndLeavesNoFiles() {
    assertEndsWell(Running::interrupt);
  }

  @Test
  void ownTemplate_isFilledInAndServed(@TempDir Path folder) throws IOException {
    String shipped = Files.readString(Rhumb.ROOT.resolve("conf/demo.yaml"));
    Path template = folder.resolve("mine.yaml");
    Files.writeString(
        template, shipped.replace("local-region: us-central1", "local-region: us-east4"));
    try (DemoProcess demo = DemoProcess.start("--config", template.toString())) {
      assertThat(Http.target(Http.predictUntil("us-east4", demo.port()))).isEqualTo("us-east4");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"--port", "--management-port"})
  void takenPort_isOneLine(String option) throws IOException {
    try (ServerSocket taken = FreePort.taken()) {
      String port = Integer.toString(taken.getLocalPort());
      String other = option.equals("--port") ? "--management-port" : "--port";
      Ended ended = Rhumb.jar("demo", option, port, other, "0").run();
      String key = option.equals("--port") ? "server.port" : "management.port";
      assertThat(ended.err())
          .containsExactly("rhumb: " + key + ": " + port + " is taken (expected: a free port)");
      assertThat(ended.out()).isEmpty();
      assertThat(ended.exitCode()).isEqualTo(2);
    }
  }

  @Test
  void impossiblePort_isOneLine() {
    Ended ended = Rhumb.jar("demo", "--port", "65536", "--management-port", "0").run();
    assertThat(ended.err()).containsExactly("rhumb: --port: 65536 (expected: from 0 to 65535)");
    assertThat(ended.exitCode()).isEqualTo(2);
  }

  @Test
  void missingTemplate_isOneLine() {
    Ended ended = Rhumb.jar("demo", "--config", "no-such.yaml").run();
    assertThat(ended.err()).containsExactly("rhumb: no-such.yaml: no such file");
    assertThat(ended.exitCode()).isEqualTo(2);
  }

  @Test
  void unknownOption_isNamed() {
    Ended ended = Rhumb.jar("demo", "--prot", "0").run();
    assertThat(ended.err())
        .singleElement()
        .asString()
        .contains("--prot: unknown option (did you mean --port?)", "--help");
    assertThat(ended.exitCode()).isEqualTo(2);
  }

  private static void assertEndsWell(Consumer<Running> signal) {
    try (DemoProcess demo = DemoProcess.start()) {
      Path files = Path.of(demo.process().awaitOut("its configuration +(\\S+)$").group(1));
      // A connection that stays open, and an answer that comes: neither may hold the end up.
      assertThat(Http.predict(demo.port()).statusCode()).isEqualTo(200);
      long asked = System.nanoTime();
      signal.accept(demo.process());
      Ended ended = demo.process().awaitEnd();
      assertThat(ended.exitCode()).as(ended.errText()).isZero();
      assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(QUICK);
      assertThat(ended.err()).last().asString().endsWith("INFO stopping");
      assertThat(files.getParent()).doesNotExist();
    }
  }
}

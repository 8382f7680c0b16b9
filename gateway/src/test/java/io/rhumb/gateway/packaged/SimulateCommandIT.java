package io.rhumb.gateway.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code rhumb simulate}: the engine and the strategies of the jar that ships. */
class SimulateCommandIT {

  @TempDir
  private Path folder;

  @Test
  void strategies_areComparedOverSeeds_andDrawn() {
    Ended ended = Rhumb.jar(
            "simulate",
            "--scenario",
            "brown-out",
            "--strategy",
            "local-first,latency-weighted",
            "--seeds",
            "2")
        .in(folder)
        .run();

    assertThat(ended.exitCode()).as(ended.errText()).isZero();
    assertThat(ended.outText())
        .contains("of 2 seeds", "| informed oracle ", "| local-first ", "| latency-weighted ")
        .doesNotContain("FAULTS");
    assertThat(ended.err()).last().asString().startsWith("picture: ");
    assertThat(folder.resolve("simulation.svg"))
        .content()
        .startsWith("<svg ")
        .contains("Mean of 2 seeds, from 1 on", "us-central1: 6 times slower");
  }

  @Test
  void unknownScenario_isOneLineAndCode2() {
    Ended ended = Rhumb.jar("simulate", "--scenario", "sunshine").in(folder).run();

    assertThat(ended.err())
        .singleElement()
        .asString()
        .startsWith("rhumb: scenario: sunshine (expected: ")
        .contains("brown-out");
    assertThat(ended.exitCode()).isEqualTo(2);
  }
}

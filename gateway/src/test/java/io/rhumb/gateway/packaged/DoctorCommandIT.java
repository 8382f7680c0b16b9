package io.rhumb.gateway.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code rhumb doctor} of the jar that ships, over regions that are processes of their own. */
class DoctorCommandIT {

  @Test
  void healthyRegionsAndADeadOne_areToldApart(@TempDir Path folder) throws IOException {
    Path payload = Files.writeString(folder.resolve("request.json"), Http.BODY);
    try (Regions regions = Regions.start(folder)) {
      String config = regions.config("").toString();

      Ended well = Rhumb.jar("doctor", "--config", config, "--payload", payload.toString())
          .run();
      assertThat(well.errText()).isEmpty();
      assertThat(well.out()).last().isEqualTo("12 ok, 3 skipped");
      assertThat(well.exitCode()).isZero();

      regions.of(Regions.NEXT).kill();
      Ended ill = Rhumb.jar("doctor", "--config", config, "--payload", payload.toString())
          .run();
      assertThat(ill.outText())
          .contains("linear / us-east4", "refuses connections")
          .contains("tcp, looks like:  The machine is there, and nothing listens at port ")
          .doesNotContain("a-token-of-the-test");
      assertThat(ill.outText()).containsPattern("(?m)^  predict +ok .* 200, ");
      assertThat(ill.out()).last().isEqualTo("9 ok, 1 failed, 5 skipped");
      assertThat(ill.errText()).isEmpty();
      assertThat(ill.exitCode()).isEqualTo(1);
    }
  }

  @Test
  void unreadableConfiguration_isTwo() {
    Ended ended = Rhumb.jar("doctor", "--config", "no-such.yaml").run();
    assertThat(ended.err()).containsExactly("no-such.yaml: no such file");
    assertThat(ended.exitCode()).isEqualTo(2);
  }
}

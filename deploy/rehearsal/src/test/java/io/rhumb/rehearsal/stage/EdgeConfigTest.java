package io.rhumb.rehearsal.stage;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class EdgeConfigTest {

  @Test
  void servers_nearestFirst() {
    assertThat(EdgeConfig.text(Region.EUROPE, Region.FIRST, "/run/x.sock").lines())
        .filteredOn(line -> line.startsWith("  server "))
        .containsExactly(
            "  server europe-west4 10.3.1.2:8080",
            "  server us-central1 10.1.1.2:8080",
            "  server us-east4 10.2.1.2:8080");
  }

  @Test
  void posts_areNotSentTwice() {
    assertThat(EdgeConfig.text(Region.CENTRAL, Region.FIRST, "/run/x.sock"))
        .contains("retry-on conn-failure\n");
  }
}

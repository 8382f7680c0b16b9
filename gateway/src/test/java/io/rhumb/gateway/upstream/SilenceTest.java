package io.rhumb.gateway.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** When a connection is asked whether it is alive; patience 100, pause 1000. */
final class SilenceTest {

  private final Silence silence = new Silence(100, 1_000);

  @Test
  void nothingExpected_isNoSilence() {
    assertThat(silence.suspicious(10_000)).isFalse();
  }

  @Test
  void streamGivenUpEarly_saysNothing() {
    silence.expect(0);
    assertThat(silence.suspicious(99)).isFalse();
    assertThat(silence.suspicious(100)).isTrue();
  }

  @Test
  void streamsGivenUpEarly_addUp() {
    silence.expect(0);
    assertThat(silence.suspicious(40)).isFalse();
    silence.expect(60);
    assertThat(silence.suspicious(100)).isTrue();
  }

  @Test
  void signOfLife_endsTheSilence() {
    silence.expect(0);
    silence.heard(90, true);
    assertThat(silence.suspicious(100)).isFalse();
    assertThat(silence.suspicious(189)).isFalse();
    assertThat(silence.suspicious(190)).isTrue();
  }

  @Test
  void signOfLifeThatWasTheLastExpected_restsUntilTheNextStream() {
    silence.expect(0);
    silence.heard(90, false);
    assertThat(silence.suspicious(10_000)).isFalse();
    silence.expect(10_000);
    assertThat(silence.suspicious(10_099)).isFalse();
    assertThat(silence.suspicious(10_100)).isTrue();
  }

  @Test
  void questions_areNotAskedTooOften() {
    silence.expect(0);
    assertThat(silence.suspicious(100)).isTrue();
    assertThat(silence.suspicious(101)).isFalse();
    assertThat(silence.suspicious(1_099)).isFalse();
    assertThat(silence.suspicious(1_100)).isTrue();
  }
}

package io.rhumb.gateway.predict;

import static org.assertj.core.api.Assertions.assertThat;

import io.rhumb.engine.Outcome;
import io.rhumb.gateway.telemetry.Attempts;
import java.util.List;
import org.junit.jupiter.api.Test;

final class AttemptsHeaderTest {

  @Test
  void noAttempt_isEmpty() {
    assertThat(AttemptsHeader.of(List.of())).isEmpty();
  }

  @Test
  void oneAttempt() {
    assertThat(AttemptsHeader.of(Attempts.failingOver(List.of("us-central1"), Outcome.SUCCESS)))
        .isEqualTo("us-central1;kind=primary;outcome=success;ms=10");
  }

  @Test
  void severalAttempts_inTheOrderInWhichTheyStarted() {
    assertThat(AttemptsHeader.of(Attempts.failingOver(
            List.of("us-central1", "us-east4", "europe-west4"),
            Outcome.CONNECTION_LOST,
            Outcome.THROTTLED,
            Outcome.SUCCESS)))
        .isEqualTo("us-central1;kind=primary;outcome=connection-lost;ms=10, "
            + "us-east4;kind=failover;outcome=throttled;ms=20, "
            + "europe-west4;kind=failover;outcome=success;ms=30");
  }

  @Test
  void probe_isCalledSo() {
    assertThat(AttemptsHeader.of(List.of(Attempts.probing("us-central1", Outcome.UNREACHABLE))))
        .isEqualTo("us-central1;kind=probe;outcome=unreachable;ms=10");
  }

  @Test
  void runningAttempt_hasTakenNoTimeYet() {
    assertThat(AttemptsHeader.of(Attempts.hedging("us-central1", "us-east4")))
        .isEqualTo("us-central1;kind=primary;outcome=running;ms=0, "
            + "us-east4;kind=hedge;outcome=running;ms=0");
  }
}

package io.rhumb.gateway.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class LoopLagTest {

  private long nowNanos = 7;
  private final LoopLag lag = new LoopLag(() -> nowNanos);

  @Test
  void loopInTime_isNotLate() {
    for (int i = 0; i < 10; i++) {
      tickAfter(LoopLag.PERIOD_MILLIS);
    }
    assertThat(millis()).isZero();
  }

  @Test
  void timerThatCameLate_isSeen_andRememberedForAWindow() {
    tickAfter(LoopLag.PERIOD_MILLIS + 250);
    // Timers at a fixed rate catch up.
    tickAfter(1);
    tickFor(Duration.ofSeconds(14));
    assertThat(millis()).isEqualTo(250);
    tickFor(Duration.ofSeconds(14));
    assertThat(millis()).isEqualTo(250);
    tickFor(Duration.ofSeconds(4));
    assertThat(millis()).isZero();
  }

  @Test
  void loopThatIsStuck_isSeenWhileItIs() {
    tickAfter(LoopLag.PERIOD_MILLIS);
    nowNanos += Duration.ofSeconds(3).toNanos();
    assertThat(millis()).isEqualTo(3_000 - LoopLag.PERIOD_MILLIS);
  }

  private void tickFor(Duration time) {
    for (long left = time.toMillis(); left > 0; left -= LoopLag.PERIOD_MILLIS) {
      tickAfter(LoopLag.PERIOD_MILLIS);
    }
  }

  private void tickAfter(long millis) {
    nowNanos += Duration.ofMillis(millis).toNanos();
    lag.tick();
  }

  private long millis() {
    return Duration.ofNanos(lag.nanos()).toMillis();
  }
}

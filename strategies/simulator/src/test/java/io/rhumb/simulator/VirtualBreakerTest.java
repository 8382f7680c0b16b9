package io.rhumb.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.rhumb.engine.Admission;
import io.rhumb.engine.BreakerContract;
import io.rhumb.engine.Outcome.Verdict;
import io.rhumb.engine.Permit;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

final class VirtualBreakerTest extends BreakerContract {

  @Override
  protected Admission breaker(long firstResetNanos, RandomGenerator random) {
    return new VirtualBreaker(firstResetNanos, random);
  }

  @Test
  void trips_areOpeningsOfAClosedBreaker() {
    VirtualBreaker breaker = new VirtualBreaker(100, () -> Long.MIN_VALUE);
    trip(breaker, 0);
    breaker.admit(100).end(Verdict.FAILURE, 100);
    breaker.admit(300).end(Verdict.SUCCESS, 300);
    assertThat(breaker.trips()).isEqualTo(1);

    trip(breaker, 301);

    assertThat(breaker.trips()).isEqualTo(2);
  }

  private static void trip(Admission breaker, long nowNanos) {
    Permit permit = breaker.admit(nowNanos);
    for (int i = 0; i < 8; i++) {
      permit.end(Verdict.FAILURE, nowNanos);
    }
  }
}

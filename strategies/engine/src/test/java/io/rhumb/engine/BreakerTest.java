package io.rhumb.engine;

import static io.rhumb.engine.Breaker.Transition.CLOSED;
import static io.rhumb.engine.Breaker.Transition.OPENED;
import static io.rhumb.engine.Breaker.Transition.REOPENED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rhumb.engine.Outcome.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

final class BreakerTest extends BreakerContract {

  @Override
  protected Admission breaker(long firstResetNanos, RandomGenerator random) {
    return new Breaker(firstResetNanos, random, Breaker.Listener.NONE);
  }

  @Test
  void listener_hearsEachTransitionWithItsNumber() {
    List<String> heard = new ArrayList<>();
    Breaker breaker = new Breaker(
        100,
        () -> Long.MIN_VALUE,
        (what, number, nanos) -> heard.add(number + " " + what + " " + nanos));
    Permit permit = breaker.admit(0);
    for (int i = 0; i < 8; i++) {
      permit.end(Verdict.FAILURE, 0);
    }
    breaker.admit(2_400).end(Verdict.FAILURE, 2_400);
    breaker.admit(2_600).end(Verdict.SUCCESS, 2_600);

    assertThat(heard)
        .containsExactly("1 " + OPENED + " 100", "2 " + REOPENED + " 120", "3 " + CLOSED + " 0");
  }

  @Test
  void resetThatIsNone_isRefused() {
    assertThatThrownBy(() -> breaker(0, () -> 0))
        .hasMessage("firstNanos: 0 (expected: a positive number)");
  }
}

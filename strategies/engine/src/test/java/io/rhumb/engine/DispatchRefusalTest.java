package io.rhumb.engine;

import static io.rhumb.engine.DispatchHarness.ms;
import static org.assertj.core.api.Assertions.assertThat;

import io.rhumb.engine.DispatchFailure.Reason;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Targets that refuse attempts, and what the client is told when all of them do. */
final class DispatchRefusalTest {

  private final DispatchHarness harness = new DispatchHarness("a", "b");

  @AfterEach
  void nothingIsLeft() {
    harness.assertNothingLeft();
  }

  @Test
  void refusedTarget_isSkipped() {
    harness.admission("a").refuseUntil(ms(1_000));
    harness.startInOrder();
    harness.end("b", Outcome.SUCCESS);

    assertThat(harness.log())
        .containsExactly("0 launch b PRIMARY", "0 ended b SUCCESS", "0 answer b");
  }

  @Test
  void coolingTarget_isSkipped_withoutAskingItsBreaker() {
    harness.throttle("a", 1_000);
    int permits = harness.admission("a").permits();
    harness.startInOrder();
    harness.end("b", Outcome.SUCCESS);

    assertThat(harness.log()).startsWith("0 launch b PRIMARY");
    assertThat(harness.admission("a").permits()).isEqualTo(permits);
  }

  @Test
  void allRefused_isUnavailable_withTheLeastTime() {
    harness.admission("a").refuseUntil(ms(9_000));
    harness.admission("b").refuseUntil(ms(7_000));
    harness.startInOrder();

    assertThat(harness.log()).containsExactly("0 fail UNAVAILABLE");
    assertThat(harness.failure().retryAfterNanos()).isEqualTo(ms(7_000));
  }

  @Test
  void allThrottled_isThrottled_withTheLeastTime() {
    harness.startInOrder();
    harness.end("a", Outcome.THROTTLED, ms(9_000));
    harness.end("b", Outcome.THROTTLED, ms(7_000));

    assertThat(harness.failure()).isEqualTo(new DispatchFailure(Reason.THROTTLED, ms(7_000)));
  }

  @Test
  void allThrottled_fromBefore_isThrottled_withoutAnAttempt() {
    harness.throttle("a", 9_000);
    harness.throttle("b", 7_000);
    harness.sleep(2_000);
    harness.startInOrder();

    assertThat(harness.launched()).isEmpty();
    assertThat(harness.failure()).isEqualTo(new DispatchFailure(Reason.THROTTLED, ms(5_000)));
  }

  @Test
  void allThrottled_forNoTimeAtAll_isStillThrottled() {
    harness.startInOrder();
    harness.end("a", Outcome.THROTTLED, 0);
    harness.end("b", Outcome.THROTTLED, 0);

    assertThat(harness.failure().reason()).isEqualTo(Reason.THROTTLED);
    assertThat(harness.failure().retryAfterNanos()).isPositive();
  }

  @Test
  void allNotReady_isThrottled() {
    harness.startInOrder();
    harness.end("a", Outcome.NOT_READY);
    harness.end("b", Outcome.NOT_READY);

    assertThat(harness.failure()).isEqualTo(new DispatchFailure(Reason.THROTTLED, ms(1_000)));
  }

  @Test
  void oneThrottledOneRefused_isThrottled_withTheLeastTime() {
    harness.throttle("a", 5_000);
    harness.admission("b").refuseUntil(ms(3_000));
    harness.startInOrder();

    assertThat(harness.failure()).isEqualTo(new DispatchFailure(Reason.THROTTLED, ms(3_000)));
  }

  @Test
  void oneThrottledOneFailed_isThrottled() {
    harness.startInOrder();
    harness.end("a", Outcome.THROTTLED, ms(5_000));
    harness.end("b", Outcome.UNAVAILABLE);

    assertThat(harness.failure().reason()).isEqualTo(Reason.THROTTLED);
    assertThat(harness.failure().retryAfterNanos()).isPositive();
  }

  @Test
  void allUnavailable_withRetryAfter_isUnavailable_withTheLeastTime() {
    harness.startInOrder();
    harness.end("a", Outcome.UNAVAILABLE, ms(9_000));
    harness.end("b", Outcome.UNAVAILABLE, ms(7_000));

    assertThat(harness.failure()).isEqualTo(new DispatchFailure(Reason.UNAVAILABLE, ms(7_000)));
  }

  @Test
  void refusedByItsBreaker_targetThatWarms_keepsTheAttemptThatIsLetThrough() {
    harness.startInOrder();
    harness.end("a", Outcome.NOT_READY);
    harness.end("b", Outcome.SUCCESS);
    Target target = harness.target("a");
    harness.admission("a").refuseUntil(ms(9_000));

    assertThat(target.admit(ms(1_000))).isNull();
    assertThat(target.cooling(ms(1_000))).isFalse();
  }

  @Test
  void headTooLargeForEveryTarget_isTheClientsOwnMatter() {
    harness.startInOrder();
    harness.end("a", Outcome.HEAD_TOO_LARGE);
    harness.end("b", Outcome.HEAD_TOO_LARGE);

    assertThat(harness.failure().reason()).isEqualTo(Reason.HEAD_TOO_LARGE);
    assertThat(harness.admission("a").verdicts()).containsExactly(Outcome.Verdict.NEUTRAL);
  }

  @Test
  void headTooLargeForOne_andTheOtherSpeaksHttp11Only_isTooLarge() {
    harness.startInOrder();
    harness.end("a", Outcome.HEAD_TOO_LARGE);
    harness.end("b", Outcome.WRONG_PROTOCOL);

    assertThat(harness.failure().reason()).isEqualTo(Reason.HEAD_TOO_LARGE);
  }

  @Test
  void headTooLargeForOne_andTheOtherMightTakeIt_isUnavailable() {
    harness.admission("b").refuseUntil(ms(1_000));
    harness.startInOrder();
    harness.end("a", Outcome.HEAD_TOO_LARGE);

    assertThat(harness.failure().reason()).isEqualTo(Reason.UNAVAILABLE);
  }

  @Test
  void connectionsInUse_ofOneTarget_andTheOtherFails_isAnOverloadOfTheGateway() {
    harness.startInOrder();
    harness.end("a", Outcome.CONNECTIONS_IN_USE);
    harness.end("b", Outcome.UNAVAILABLE);

    assertThat(harness.failure().reason()).isEqualTo(Reason.OVERLOADED);
    assertThat(harness.admission("a").verdicts()).containsExactly(Outcome.Verdict.NEUTRAL);
  }

  @Test
  void breakerAndCooldown_ofOneTarget_theLongerCounts() {
    harness.throttle("a", 5_000);
    harness.admission("a").refuseUntil(ms(8_000));
    harness.admission("b").refuseUntil(ms(60_000));
    harness.startInOrder();

    assertThat(harness.failure().retryAfterNanos()).isEqualTo(ms(8_000));
  }

  @Test
  void refusals_doNotCountAgainstTheCap() {
    harness.admission("a").refuseUntil(ms(1_000));
    harness.maxAttempts(1).startInOrder();
    harness.end("b", Outcome.SUCCESS);

    assertThat(harness.log()).endsWith("0 answer b");
  }
}

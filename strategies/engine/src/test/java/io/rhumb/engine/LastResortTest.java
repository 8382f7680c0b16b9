package io.rhumb.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.rhumb.engine.Traffic.Treatment;
import io.rhumb.strategy.AttemptKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Every target is refused. */
final class LastResortTest {

  private static final long MS = 1_000_000;
  private static final Treatment GOOD = new Treatment(Outcome.SUCCESS, 100 * MS);
  private static final Treatment BAD = new Treatment(Outcome.UNAVAILABLE, 20 * MS);

  private final Traffic traffic = new Traffic(
      id -> new Breaker(5_000 * MS, new Random(id.hashCode()), Breaker.Listener.NONE),
      "a",
      "b",
      "c");

  /** A gateway that starves for a second, as a cold one does, and takes that for the illness of all regions. */
  @Test
  void gatewaysOwnHiccup_isOverInAFractionOfASecond() {
    traffic.world(attempt -> BAD).send(300, 1);
    traffic.finishWithin(100 * MS);
    traffic.count();
    traffic.world(attempt -> GOOD).send(300, 10);
    traffic.finish();

    // A tenth of a second until one may go, and a tenth until it is back.
    assertThat(traffic.requests() - traffic.answers()).isLessThanOrEqualTo(300 / 10 * 2);
  }

  @Test
  void totalOutage_costsTheSickRegionsTenAttemptsASecond() {
    traffic.world(attempt -> BAD).send(300, 2);
    traffic.count();
    traffic.send(300, 60);

    assertThat(traffic.attempts()).isBetween(580L, 680L);
  }

  @Test
  void eachTargetHasItsTurn_soThatTheOneThatComesBackIsFound() {
    traffic.world(attempt -> BAD).send(300, 2);
    traffic.count();
    traffic.world(attempt -> attempt.target().equals("c") ? GOOD : BAD).send(300, 3);
    traffic.finish();

    // Three turns, one of them to wait for.
    assertThat(traffic.requests() - traffic.answers()).isLessThan(300 / 10 * 5);
  }

  @Test
  void lastResort_isOneAttempt_aProbe_andItsFailureIsTheAnswer() {
    List<Attempt> attempts = new ArrayList<>();
    traffic.world(attempt -> BAD).send(300, 2);
    traffic.world(attempt -> {
      attempts.add(attempt);
      return BAD;
    });
    traffic.runUntil(traffic.nowNanos() + 1_000 * MS);
    traffic.sendAtOnce(1);
    traffic.finishWithin(100 * MS);

    assertThat(attempts).extracting(Attempt::kind).containsExactly(AttemptKind.PROBE);
  }

  @Test
  void firstToBeAsked_isTheOneThatFaredBest() {
    List<String> asked = new ArrayList<>();
    traffic
        .world(
            attempt -> attempt.target().equals("a") && attempt.startNanos() > 500 * MS ? BAD : GOOD)
        .send(300, 2);
    traffic.world(attempt -> BAD).sendAtOnce(20);
    traffic.finishWithin(200 * MS);
    traffic.world(attempt -> {
      asked.add(attempt.target());
      return BAD;
    });
    traffic.sendAtOnce(3);

    assertThat(asked).hasSize(3).startsWith("b").doesNotHaveDuplicates();
  }

  @Test
  void oneTargetOutOfQuota_itIsLeftAlone_andTheOtherIsAsked() {
    DispatchHarness harness = new DispatchHarness("a", "b");
    harness.admission("a").refuseUntil(Long.MAX_VALUE / 2).offerLastResort();
    harness.throttle("b", 60_000);
    harness.startInOrder();
    harness.end("a", Outcome.SUCCESS);

    assertThat(harness.log())
        .containsExactly("0 launch a PROBE", "0 ended a SUCCESS", "0 answer a");
    harness.assertNothingLeft();
  }

  @Test
  void oneTargetOutOfQuota_andTheOtherFails_theQuotaIsTold() {
    DispatchHarness harness = new DispatchHarness("a", "b");
    harness.admission("a").refuseUntil(Long.MAX_VALUE / 2).offerLastResort();
    harness.throttle("b", 60_000);
    harness.startInOrder();
    harness.end("a", Outcome.UNAVAILABLE);

    assertThat(harness.log())
        .containsExactly("0 launch a PROBE", "0 ended a UNAVAILABLE", "0 fail THROTTLED");
  }

  @Test
  void allTargetsOutOfQuota_nobodyIsAsked() {
    DispatchHarness harness = new DispatchHarness("a", "b");
    harness.throttle("a", 30_000);
    harness.throttle("b", 60_000);
    harness.admission("a").refuseUntil(Long.MAX_VALUE / 2).offerLastResort();
    harness.startInOrder();

    assertThat(harness.log()).containsExactly("0 fail THROTTLED");
  }

  @Test
  void oneTargetAskedToBeLeftAlone_itIs_andTheOtherIsAsked() {
    DispatchHarness harness = new DispatchHarness("a", "b");
    harness.admission("b").refuseUntil(Long.MAX_VALUE / 2).offerLastResort();
    harness.pause("a", 60_000);
    harness.startInOrder();
    harness.end("b", Outcome.SUCCESS);

    assertThat(harness.log())
        .containsExactly("0 launch b PROBE", "0 ended b SUCCESS", "0 answer b");
    harness.assertNothingLeft();
  }
}

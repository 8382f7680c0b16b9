package io.rhumb.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.rhumb.engine.Traffic.Treatment;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** What the budget does to many requests: nobody notices that a region dies, and nothing is amplified when all of them do. */
final class BudgetTrafficTest {

  private static final long MS = 1_000_000;
  private static final Treatment GOOD = new Treatment(Outcome.SUCCESS, 100 * MS);
  private static final Treatment BAD = new Treatment(Outcome.UNAVAILABLE, 20 * MS);
  private static final Treatment SILENT = new Treatment(Outcome.SUCCESS, Long.MAX_VALUE / 4);

  private final Traffic traffic = new Traffic(id -> Admission.ALWAYS, "a", "b", "c");

  @Test
  void regionDiesWith500InFlight_allAnsweredByTheNext() {
    traffic.world(attempt -> GOOD).send(300, 60);
    traffic.finish();
    traffic.count();
    Treatment dies = new Treatment(Outcome.CONNECTION_LOST, 50 * MS);
    traffic.world(attempt -> attempt.target().equals("a") ? dies : GOOD).sendAtOnce(500);
    traffic.finish();

    assertThat(traffic.answers()).isEqualTo(500);
    assertThat(traffic.attempts()).isEqualTo(1_000);
    assertThat(traffic.budget().left(traffic.nowNanos())).isEqualTo(100);
  }

  /** The same for a gateway that has just started, and knows nothing of the next region. */
  @Test
  void regionDiesWith500InFlight_atTheStart_allAnswered() {
    traffic.world(attempt -> attempt.target().equals("a") ? BAD : GOOD).sendAtOnce(500);
    traffic.finish();

    assertThat(traffic.answers()).isEqualTo(500);
  }

  @Test
  void regionIsDeadForMinutes_everyRequestFailsOver() {
    traffic.world(attempt -> attempt.target().equals("a") ? BAD : GOOD).send(300, 120);
    traffic.finish();

    assertThat(traffic.answers()).isEqualTo(traffic.requests());
    assertThat(traffic.budget().refused(Extra.FAILOVER)).isZero();
  }

  @Test
  void totalOutageWithoutBreakers_atMost11AttemptsForTenRequests() {
    traffic.world(attempt -> BAD).send(300, 10);
    assertThat(traffic.budget().left(traffic.nowNanos())).isLessThan(2);
    traffic.count();
    traffic.send(300, 120);

    assertThat((double) traffic.attempts() / traffic.requests()).isBetween(1.05, 1.1);
    assertThat(traffic.budget().refused(Extra.FAILOVER)).isPositive();
  }

  /** What is under way when it begins may fail over once; the debt is paid before anything else. */
  @Test
  void totalSilenceWithoutBreakers_amplifiesLittleAndOnce() {
    traffic.world(attempt -> GOOD).send(300, 60);
    traffic.count();
    traffic.world(attempt -> SILENT).send(300, 40);
    // Ten seconds for the first time-out, ten more until it is known that failing over brings
    // nothing.
    assertThat(traffic.mostRunning()).isLessThanOrEqualTo(2 * 10 * 300 + 330);
    traffic.count();
    traffic.send(300, 120);

    assertThat((double) traffic.attempts() / traffic.requests()).isLessThanOrEqualTo(1.1);
  }

  @Test
  void totalOutageWithBreakers_atMost11AttemptsForTenRequests() {
    Traffic guarded = new Traffic(
        id -> new Breaker(5_000 * MS, new Random(1), Breaker.Listener.NONE), "a", "b", "c");
    guarded.world(attempt -> GOOD).send(300, 60);
    guarded.count();
    guarded.world(attempt -> BAD).send(300, 60);

    assertThat((double) guarded.attempts() / guarded.requests()).isLessThanOrEqualTo(1.1);
  }

  @Test
  void outageEnds_failoversAreThereAgainWithinSeconds() {
    traffic.world(attempt -> BAD).send(300, 60);
    traffic.world(attempt -> attempt.target().equals("a") ? BAD : GOOD).send(300, 3);
    traffic.finish();
    traffic.count();
    traffic.send(300, 10);
    traffic.finish();

    assertThat(traffic.answers()).isEqualTo(traffic.requests());
  }

  @Test
  void tenthOfAllAnswersFails_clientsAreSpared() {
    Random random = new Random(1);
    Function<Attempt, Treatment> flaky = attempt -> random.nextInt(10) == 0 ? BAD : GOOD;
    traffic.world(flaky).send(300, 300);
    traffic.finish();

    assertThat((double) traffic.answers() / traffic.requests()).isGreaterThan(0.998);
    assertThat(traffic.budget().refused(Extra.FAILOVER)).isZero();
  }

  @Test
  void fewRequests_allFailOverTwice() {
    Function<Attempt, Treatment> twoSick = attempt -> attempt.target().equals("c") ? GOOD : BAD;
    traffic.world(twoSick).send(1, 600);
    traffic.finish();

    assertThat(traffic.answers()).isEqualTo(600);
  }
}

package io.rhumb.gateway.target;

import static org.assertj.core.api.Assertions.assertThat;

import io.rhumb.engine.Outcome.Verdict;
import io.rhumb.engine.Permit;
import io.rhumb.strategy.Availability;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

final class BreakerAdmissionTest {

  private static final long RESET_MILLIS = 20;
  private static final long RESET_NANOS = 20_000_000;
  private static final long NEVER_MILLIS = 3_600_000;

  private static Vertx vertx;

  @BeforeAll
  static void start() {
    vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(2));
  }

  @AfterAll
  static void stop() throws Exception {
    vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
  }

  @Test
  void closed_admitsOrdinaryAttempts() {
    BreakerAdmission breaker = breaker(NEVER_MILLIS);

    Permit permit = breaker.admit(0);

    assertThat(permit).isNotNull();
    assertThat(permit.probe()).isFalse();
    assertThat(breaker.availability(0)).isEqualTo(Availability.ADMITTED);
    assertThat(breaker.untilAdmittedNanos(0)).isZero();
  }

  @Test
  void threeFailures_stayClosed_theFourthOpens() {
    BreakerAdmission breaker = breaker(NEVER_MILLIS);
    fail(breaker, 3);
    assertThat(breaker.admit(0)).isNotNull();

    fail(breaker, 1);

    assertThat(breaker.availability(0)).isEqualTo(Availability.BREAKER_OPEN);
    assertThat(breaker.admit(0)).isNull();
  }

  @Test
  void neutralResults_neverOpen() {
    BreakerAdmission breaker = breaker(NEVER_MILLIS);
    for (int i = 0; i < 100; i++) {
      breaker.admit(0).end(Verdict.NEUTRAL, 0);
    }

    assertThat(breaker.admit(0)).isNotNull();
  }

  @Test
  void neutralResults_doNotForgiveFailures() {
    BreakerAdmission breaker = breaker(NEVER_MILLIS);
    fail(breaker, 3);
    breaker.admit(0).end(Verdict.NEUTRAL, 0);
    fail(breaker, 1);

    assertThat(breaker.admit(0)).isNull();
  }

  @Test
  void halfFailing_opens() {
    BreakerAdmission breaker = breaker(NEVER_MILLIS);
    int requests = 0;
    while (breaker.admit(0) != null && requests < 1_000) {
      breaker.admit(0).end(requests % 2 == 0 ? Verdict.FAILURE : Verdict.SUCCESS, 0);
      requests++;
    }

    assertThat(requests).isLessThan(20);
  }

  @Test
  void open_tellsHowLongToWait() {
    BreakerAdmission breaker = breaker(RESET_MILLIS * 1_000);
    Permit permit = breaker.admit(0);
    for (int i = 0; i < 4; i++) {
      permit.end(Verdict.FAILURE, 500);
    }

    assertThat(breaker.untilAdmittedNanos(500)).isEqualTo(1_000 * RESET_NANOS);
    assertThat(breaker.untilAdmittedNanos(500 + 400 * RESET_NANOS)).isEqualTo(600 * RESET_NANOS);
    assertThat(breaker.untilAdmittedNanos(Long.MAX_VALUE)).isZero();
  }

  @Test
  void halfOpen_admitsOneProbeAndNoMore() throws Exception {
    BreakerAdmission breaker = halfOpen();

    assertThat(breaker.untilAdmittedNanos(0)).isZero();
    Permit probe = breaker.admit(0);

    assertThat(probe).isNotNull();
    assertThat(probe.probe()).isTrue();
    for (int i = 0; i < 100; i++) {
      assertThat(breaker.admit(0)).isNull();
    }
  }

  @Test
  void halfOpen_manyThreadsAsk_oneGetsTheProbe() throws Exception {
    for (int round = 0; round < 20; round++) {
      BreakerAdmission breaker = halfOpen();

      List<Permit> permits = AtOnce.run(8, () -> breaker.admit(0));

      assertThat(permits).filteredOn(permit -> permit != null).hasSize(1);
    }
  }

  @Test
  void probeSucceeds_closesWithAFreshDetector() throws Exception {
    BreakerAdmission breaker = halfOpen();

    breaker.admit(0).end(Verdict.SUCCESS, 0);

    await(() -> breaker.availability(0) == Availability.ADMITTED);
    await(() -> breaker.admit(0) != null);
    assertThat(breaker.admit(0).probe()).isFalse();
    assertThat(breaker.untilAdmittedNanos(0)).isZero();
    fail(breaker, 3);
    assertThat(breaker.admit(0)).isNotNull();
    fail(breaker, 1);
    assertThat(breaker.admit(0)).isNull();
  }

  @Test
  void probeFails_opensAgainAndProbesAgain() throws Exception {
    BreakerAdmission breaker = halfOpen();

    breaker.admit(0).end(Verdict.FAILURE, 7);

    AtomicReference<Permit> next = new AtomicReference<>();
    await(() -> {
      next.compareAndSet(null, breaker.admit(0));
      return next.get() != null;
    });
    assertThat(next.get().probe()).isTrue();
  }

  @Test
  void probeFails_waitsAsLongAsTheFirstTime() throws Exception {
    BreakerAdmission breaker = breaker(500);
    open(breaker);
    await(() -> breaker.availability(0) == Availability.PROBE_ONLY);
    long endedNanos = 12_345;

    breaker.admit(0).end(Verdict.FAILURE, endedNanos);
    await(() -> breaker.availability(0) == Availability.BREAKER_OPEN);

    assertThat(breaker.admit(0)).isNull();
    assertThat(breaker.untilAdmittedNanos(endedNanos)).isEqualTo(500_000_000);
  }

  @Test
  void probeLearnsNothing_opensAgain() throws Exception {
    BreakerAdmission breaker = breaker(500);
    open(breaker);
    await(() -> breaker.availability(0) == Availability.PROBE_ONLY);

    breaker.admit(0).end(Verdict.NEUTRAL, 0);

    await(() -> breaker.availability(0) == Availability.BREAKER_OPEN);
    await(() -> breaker.availability(0) == Availability.PROBE_ONLY);
    assertThat(breaker.admit(0)).isNotNull();
  }

  @Test
  void lateResults_whileOpen_decideNothing() {
    BreakerAdmission breaker = breaker(NEVER_MILLIS);
    Permit early = breaker.admit(0);
    open(breaker);

    early.end(Verdict.SUCCESS, 1_000);
    early.end(Verdict.FAILURE, 1_000);

    assertThat(breaker.admit(0)).isNull();
    assertThat(breaker.availability(0)).isEqualTo(Availability.BREAKER_OPEN);
    assertThat(breaker.untilAdmittedNanos(0)).isEqualTo(NEVER_MILLIS * 1_000_000);
  }

  @Test
  void lateResults_whileHalfOpen_decideNothing() throws Exception {
    BreakerAdmission breaker = breaker(RESET_MILLIS);
    Permit early = breaker.admit(0);
    open(breaker);
    await(() -> breaker.availability(0) == Availability.PROBE_ONLY);

    early.end(Verdict.SUCCESS, 0);
    early.end(Verdict.FAILURE, 0);
    settle();

    assertThat(breaker.availability(0)).isEqualTo(Availability.PROBE_ONLY);
    assertThat(breaker.admit(0).probe()).isTrue();
  }

  @Test
  void lateResults_whileTheProbeRuns_leaveTheDecisionToIt() throws Exception {
    BreakerAdmission breaker = breaker(RESET_MILLIS);
    Permit early = breaker.admit(0);
    open(breaker);
    await(() -> breaker.availability(0) == Availability.PROBE_ONLY);
    Permit probe = breaker.admit(0);

    early.end(Verdict.SUCCESS, 0);
    for (int i = 0; i < 10; i++) {
      early.end(Verdict.FAILURE, 0);
    }
    settle();

    assertThat(breaker.admit(0)).isNull();
    probe.end(Verdict.SUCCESS, 0);
    await(() -> breaker.admit(0) != null);
  }

  @Test
  void lateFailures_afterClosingAgain_doNotCount() throws Exception {
    BreakerAdmission breaker = breaker(RESET_MILLIS);
    Permit early = breaker.admit(0);
    open(breaker);
    await(() -> breaker.availability(0) == Availability.PROBE_ONLY);
    breaker.admit(0).end(Verdict.SUCCESS, 0);
    await(() -> breaker.admit(0) != null);

    for (int i = 0; i < 10; i++) {
      early.end(Verdict.FAILURE, 0);
    }
    settle();

    assertThat(breaker.admit(0)).isNotNull();
    assertThat(breaker.availability(0)).isEqualTo(Availability.ADMITTED);
  }

  @Test
  void probe_askedForOnAnEventLoopAndEndedOffIt_closes() throws Exception {
    BreakerAdmission breaker = halfOpen();
    Promise<Permit> picked = Promise.promise();
    vertx.getOrCreateContext().runOnContext(v -> picked.complete(breaker.admit(0)));
    Permit probe = join(picked);

    probe.end(Verdict.SUCCESS, 0);

    await(() -> breaker.admit(0) != null);
  }

  @Test
  void manyThreadsFail_tripsOnce() throws Exception {
    for (int round = 0; round < 50; round++) {
      BreakerAdmission breaker = breaker(NEVER_MILLIS);
      Permit epoch = breaker.admit(0);
      AtOnce.run(8, () -> {
        epoch.end(Verdict.FAILURE, 9);
        return null;
      });

      assertThat(breaker.availability(0)).isEqualTo(Availability.BREAKER_OPEN);
      assertThat(breaker.untilAdmittedNanos(9)).isEqualTo(NEVER_MILLIS * 1_000_000);
    }
  }

  /** A thread that saw the breaker half-open may ask the library only once the probe has closed it: that is no second probe. */
  @Test
  void probeClosesWhileOthersAsk_noSecondProbeOfTheSameRound() throws Exception {
    BreakerAdmission breaker = breaker(1);
    for (int round = 0; round < 300; round++) {
      open(breaker);
      List<Integer> probes = AtOnce.run(4, () -> probesUntilClosed(breaker));

      assertThat(probes.stream().mapToInt(Integer::intValue).sum()).isEqualTo(1);
    }
  }

  private static int probesUntilClosed(BreakerAdmission breaker) {
    int probes = 0;
    while (true) {
      Permit permit = breaker.admit(0);
      if (permit == null) {
        Thread.onSpinWait();
      } else if (permit.probe()) {
        probes++;
        permit.end(Verdict.SUCCESS, 0);
      } else {
        return probes;
      }
    }
  }

  private static BreakerAdmission breaker(long resetMillis) {
    return new BreakerAdmission(vertx, "test", resetMillis);
  }

  private static BreakerAdmission halfOpen() throws Exception {
    BreakerAdmission breaker = breaker(RESET_MILLIS);
    open(breaker);
    await(() -> breaker.availability(0) == Availability.PROBE_ONLY);
    return breaker;
  }

  private static void open(BreakerAdmission breaker) {
    fail(breaker, 4);
    assertThat(breaker.availability(0)).isNotEqualTo(Availability.ADMITTED);
  }

  private static void fail(BreakerAdmission breaker, int times) {
    for (int i = 0; i < times; i++) {
      breaker.admit(0).end(Verdict.FAILURE, 0);
    }
  }

  /** Waits until a condition holds; the breaker tells nobody of its changes, so it is looked at each millisecond. */
  private static void await(BooleanSupplier condition) throws Exception {
    Promise<Void> holds = Promise.promise();
    // Set on an event loop: set from another thread, a timer may fire before Vert.x can cancel it.
    vertx.runOnContext(v -> vertx.setPeriodic(1, id -> {
      if (condition.getAsBoolean()) {
        vertx.cancelTimer(id);
        holds.tryComplete();
      }
    }));
    join(holds);
  }

  /** Lets both event loops do what was handed to them before. */
  private static void settle() throws Exception {
    for (int i = 0; i < 4; i++) {
      Promise<Void> done = Promise.promise();
      vertx.runOnContext(v -> vertx.setTimer(1, id -> done.complete()));
      join(done);
    }
  }

  private static <T> T join(Promise<T> promise) throws Exception {
    return promise.future().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
  }
}

package io.rhumb.gateway.target;

import static org.assertj.core.api.Assertions.assertThat;

import io.rhumb.engine.Admission;
import io.rhumb.engine.Breaker.Transition;
import io.rhumb.engine.BreakerContract;
import io.rhumb.engine.Outcome.Verdict;
import io.rhumb.engine.Permit;
import io.vertx.circuitbreaker.CircuitBreakerState;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The contract, with the library behind it; and what the library shows. */
final class BreakerAdmissionTest extends BreakerContract {

  private static final Duration FIRST = Duration.ofMinutes(5);

  /** What it logs of thousands of transitions would bury the rest. Held, since a logger that nobody holds forgets its level. */
  private static final Logger LOG = Logger.getLogger(PublishedBreaker.class.getName());

  private static Vertx vertx;

  @BeforeAll
  static void start() {
    LOG.setLevel(Level.OFF);
    vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(2));
  }

  @AfterAll
  static void stop() throws Exception {
    LOG.setLevel(null);
    vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
  }

  @Override
  protected Admission breaker(long firstResetNanos, RandomGenerator random) {
    return new BreakerAdmission(vertx, "test", Duration.ofNanos(firstResetNanos), random);
  }

  @Test
  void published_followsEachTransition() {
    BreakerAdmission breaker = breaker(FIRST);
    assertThat(breaker.published()).isEqualTo(CircuitBreakerState.CLOSED);
    open(breaker);
    assertThat(breaker.published()).isEqualTo(CircuitBreakerState.OPEN);

    long reopens = FIRST.toNanos();
    Permit probe = breaker.admit(reopens);
    probe.end(Verdict.FAILURE, reopens);
    assertThat(breaker.published()).isEqualTo(CircuitBreakerState.OPEN);

    breaker.admit(3 * reopens).end(Verdict.SUCCESS, 3 * reopens);
    assertThat(breaker.published()).isEqualTo(CircuitBreakerState.CLOSED);
  }

  @Test
  void libraryHalfOpen_whileTheClockSaysNo_refuses() throws Exception {
    BreakerAdmission breaker = breaker(Duration.ofMillis(1));
    open(breaker);
    awaitHalfOpen(breaker);

    assertThat(breaker.admit(0)).isNull();
    assertThat(breaker.admit(Duration.ofMillis(1).toNanos())).isNotNull();
  }

  @Test
  void timerOfAnEarlierOpening_leavesALaterOneOpen() throws Exception {
    PublishedBreaker published = new PublishedBreaker(vertx, "test");
    published.onTransition(Transition.OPENED, 1, 1_000_000);
    published.onTransition(Transition.CLOSED, 2, 0);
    published.onTransition(Transition.OPENED, 3, FIRST.toNanos());
    // Timers fire in the order of their times: after this one, the first opening's has fired.
    pass(5);

    assertThat(published.state()).isEqualTo(CircuitBreakerState.OPEN);
  }

  @Test
  void transitionThatComesLate_isLeftOut() {
    PublishedBreaker published = new PublishedBreaker(vertx, "test");
    published.onTransition(Transition.CLOSED, 2, 0);
    published.onTransition(Transition.OPENED, 1, FIRST.toNanos());

    assertThat(published.state()).isEqualTo(CircuitBreakerState.CLOSED);
  }

  @Test
  void closed_startsNothingMore_andAttemptsStillEnd() {
    BreakerAdmission breaker = breaker(FIRST);
    Permit running = breaker.admit(0);
    breaker.close();
    for (int i = 0; i < 4; i++) {
      running.end(Verdict.FAILURE, 0);
    }

    assertThat(breaker.published()).isEqualTo(CircuitBreakerState.CLOSED);
    assertThat(breaker.admit(0)).isNull();
  }

  private static BreakerAdmission breaker(Duration firstReset) {
    return new BreakerAdmission(vertx, "test", firstReset, () -> Long.MIN_VALUE);
  }

  private static void open(BreakerAdmission breaker) {
    Permit permit = breaker.admit(0);
    for (int i = 0; i < 4; i++) {
      permit.end(Verdict.FAILURE, 0);
    }
  }

  /** The library tells nobody but its handlers: looked at each millisecond. */
  private static void awaitHalfOpen(BreakerAdmission breaker) throws Exception {
    long giveUp = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (breaker.published() != CircuitBreakerState.HALF_OPEN) {
      assertThat(System.nanoTime()).isLessThan(giveUp);
      pass(1);
    }
  }

  private static void pass(long millis) throws Exception {
    Promise<Void> passed = Promise.promise();
    vertx.runOnContext(v -> vertx.setTimer(millis, id -> passed.complete()));
    passed.future().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
  }
}

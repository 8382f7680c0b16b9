package io.rhumb.gateway.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.ssl.SslHandshakeTimeoutException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.net.ConnectException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** When a bound begins anew. Promises stand in for connects, and a clock that is moved for a loop that stands still. */
final class StandstillTest {

  private final List<Promise<String>> connects = new ArrayList<>();
  private Vertx vertx;
  private Standstill standstill;
  private long nowNanos;
  private boolean wanted = true;

  @BeforeEach
  void start() {
    vertx = Vertx.vertx();
    standstill = new Standstill(vertx, () -> nowNanos);
  }

  @AfterEach
  void stop() throws Exception {
    await(vertx.close());
  }

  static List<Exception> boundsThatRanOut() {
    Exception handshake = new SSLHandshakeException("Failed to create SSL connection");
    handshake.initCause(new SslHandshakeTimeoutException("handshake timed out after 1500ms"));
    return List.of(
        new ConnectTimeoutException("connection timed out"),
        handshake,
        new TimeoutException("no SETTINGS in time"));
  }

  @ParameterizedTest
  @MethodSource("boundsThatRanOut")
  void connectWhoseBoundRanOutOverAStandstill_isBegunAgain(Exception ranOut) throws Exception {
    onLoop(() -> {
      Future<String> outcome = despite();
      stand(Duration.ofSeconds(3));

      connects.get(0).fail(ranOut);
      assertThat(outcome.isComplete()).isFalse();
      connects.get(1).complete("second");

      assertThat(outcome.result()).isEqualTo("second");
      return outcome;
    });
  }

  @Test
  void standstillOfLessThanHalf_isNoExcuse() throws Exception {
    onLoop(() -> {
      Future<String> outcome = despite();
      goOn(Duration.ofMillis(800));
      stand(Duration.ofMillis(700));

      connects.get(0).fail(new ConnectTimeoutException());

      assertThat(outcome.failed()).isTrue();
      return outcome;
    });
  }

  @Test
  void standstillBefore_isNoExcuse() throws Exception {
    onLoop(() -> {
      Future<String> before = despite();
      stand(Duration.ofSeconds(3));
      Future<String> outcome = despite();
      goOn(Duration.ofMillis(1500));

      connects.get(1).fail(new ConnectTimeoutException());

      assertThat(outcome.failed()).isTrue();
      connects.get(0).complete("late");
      return before;
    });
  }

  @Test
  void connectThatIsRefused_isNotBegunAgain() throws Exception {
    onLoop(() -> {
      Future<String> outcome = despite();
      stand(Duration.ofSeconds(3));

      connects.get(0).fail(new ConnectException("refused"));

      assertThat(outcome.failed()).isTrue();
      return outcome;
    });
  }

  @Test
  void connectThatNobodyWantsAnyMore_isNotBegunAgain() throws Exception {
    onLoop(() -> {
      Future<String> outcome = despite();
      stand(Duration.ofSeconds(3));
      wanted = false;

      connects.get(0).fail(new ConnectTimeoutException());

      assertThat(outcome.failed()).isTrue();
      return outcome;
    });
  }

  @Test
  void loopThatAlwaysStands_findsOutWhatIsDead() throws Exception {
    onLoop(() -> {
      Future<String> outcome = despite();
      for (int i = 0; i <= Standstill.TIMES; i++) {
        assertThat(outcome.isComplete()).isFalse();
        stand(Duration.ofSeconds(3));
        connects.get(i).fail(new ConnectTimeoutException());
      }

      assertThat(outcome.failed()).isTrue();
      return outcome;
    });
  }

  @Test
  void loopThatIsStoppedMostOfTheTime_standsStill() throws Exception {
    onLoop(() -> {
      Future<String> outcome = despite();
      // A container that has a fifth of a processor.
      for (int i = 0; i < 15; i++) {
        stand(Duration.ofMillis(80));
        standstill.tick();
        goOn(Duration.ofMillis(20));
      }

      connects.get(0).fail(new ConnectTimeoutException());
      assertThat(outcome.isComplete()).isFalse();
      connects.get(1).complete("second");

      return outcome;
    });
  }

  @Test
  void whatRunsAtLastAfterAStandstill_isPartOfIt() throws Exception {
    onLoop(() -> {
      Future<String> outcome = despite();
      for (int i = 0; i < 100; i++) {
        stand(Duration.ofMillis(30));
        Promise<String> other = Promise.promise();
        other.complete("other");
        assertThat(standstill.despite(other.future(), other::future, () -> true).succeeded())
            .isTrue();
      }

      connects.get(0).fail(new ConnectTimeoutException());
      assertThat(outcome.isComplete()).isFalse();
      connects.get(1).complete("second");

      return outcome;
    });
  }

  @Test
  void waitOfALoopThatIsThere_isOne() throws Exception {
    assertThat(waits(Duration.ZERO)).isEqualTo(1);
  }

  @Test
  void waitOfALoopThatAlwaysStands_beginsAnew_butNotForEver() throws Exception {
    assertThat(waits(Duration.ofSeconds(1))).isEqualTo(1 + Standstill.TIMES);
  }

  @Test
  void onceNothingIsWatched_theTimerStops() throws Exception {
    AtomicInteger reads = new AtomicInteger();
    standstill = new Standstill(vertx, reads::incrementAndGet);
    onLoop(() -> {
      Future<String> outcome = despite();
      connects.get(0).complete("first");
      return outcome;
    });
    int before = reads.get();
    Promise<Void> fiveTicksLater = Promise.promise();

    vertx.runOnContext(
        v -> vertx.setTimer(5 * Standstill.PERIOD_MILLIS, id -> fiveTicksLater.complete()));
    await(fiveTicksLater.future());

    assertThat(reads).hasValue(before);
  }

  /** How often a wait of a millisecond is begun until it is over, where the loop stands still for so long each time. */
  private int waits(Duration standing) throws Exception {
    AtomicInteger waits = new AtomicInteger();
    standstill = new Standstill(vertx, () -> {
      waits.incrementAndGet();
      return nowNanos += standing.toNanos();
    });
    onLoop(() -> {
      Promise<String> done = Promise.promise();
      standstill.after(1, done::complete);
      return done.future();
    });
    // The clock is read at its begin and at its end; the timer comes more rarely.
    return waits.get() / 2;
  }

  private Future<String> despite() {
    return standstill.despite(connect(), this::connect, () -> wanted);
  }

  private Future<String> connect() {
    Promise<String> connect = Promise.promise();
    connects.add(connect);
    return connect.future();
  }

  private void stand(Duration time) {
    nowNanos += time.toNanos();
  }

  /** Time in which the loop is there. */
  private void goOn(Duration time) {
    for (long left = time.toMillis(); left > 0; left -= Standstill.PERIOD_MILLIS) {
      stand(Duration.ofMillis(Standstill.PERIOD_MILLIS));
      standstill.tick();
    }
  }

  /** Runs a step on an event loop, and waits for what it returns to end, however it does. */
  private void onLoop(Callable<Future<String>> step) throws Exception {
    Promise<Void> over = Promise.promise();
    vertx.runOnContext(v -> {
      try {
        step.call().onComplete(end -> over.complete());
      } catch (Throwable failure) {
        over.fail(failure);
      }
    });
    await(over.future());
  }

  private static void await(Future<Void> future) throws Exception {
    future.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
  }
}

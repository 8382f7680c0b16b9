package io.rhumb.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** When a gateway that starts says that it is connected; each round of connecting ends as the test says. */
final class WarmingTest {

  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private final Vertx vertx = Vertx.vertx();
  private final AtomicLong nanos = new AtomicLong();
  private final BlockingQueue<Promise<Boolean>> rounds = new LinkedBlockingQueue<>();
  private final Warming warming = new Warming(vertx, nanos::get, Duration.ofMillis(1), PATIENCE);

  @AfterEach
  void close() {
    World.await(vertx.close());
  }

  private Future<Boolean> begin() {
    Promise<Boolean> round = Promise.promise();
    rounds.add(round);
    return round.future();
  }

  private Promise<Boolean> round() throws InterruptedException {
    Promise<Boolean> round = rounds.poll(10, TimeUnit.SECONDS);
    assertThat(round).as("another round").isNotNull();
    return round;
  }

  @Test
  void targetIsReached_thatIsAll() throws InterruptedException {
    Future<Void> over = warming.start(this::begin);
    assertThat(warming.whyNot()).contains("connecting to targets");
    round().complete(true);
    World.await(over);
    assertThat(warming.whyNot()).isEmpty();
  }

  @Test
  void noTargetIsReached_anotherRoundFollows() throws InterruptedException {
    Future<Void> over = warming.start(this::begin);
    round().complete(false);
    Promise<Boolean> second = round();
    assertThat(warming.whyNot()).contains("no target can be reached");
    second.complete(true);
    World.await(over);
    assertThat(warming.whyNot()).isEmpty();
  }

  @Test
  void outageOfAll_isWaitedForNoLongerThanItsPatience() throws InterruptedException {
    Future<Void> over = warming.start(this::begin);
    nanos.set(PATIENCE.toNanos() - 1);
    round().complete(false);
    assertThat(warming.whyNot()).isPresent();
    nanos.set(PATIENCE.toNanos());
    round().complete(false);
    World.await(over);
    assertThat(warming.whyNot()).isEmpty();
  }

  @Test
  void stopped_noOtherRoundFollows() throws InterruptedException {
    Future<Void> over = warming.start(this::begin);
    warming.stop();
    round().complete(false);
    World.await(over);
    assertThat(rounds).isEmpty();
    assertThat(warming.whyNot()).contains("no target can be reached");
  }

  @Test
  void stoppedBetweenTwoRounds_isOverAtOnce() throws InterruptedException {
    Warming patient = new Warming(vertx, nanos::get, Duration.ofHours(1), PATIENCE);
    Future<Void> over = patient.start(this::begin);
    round().complete(false);
    patient.stop();
    World.await(over);
    assertThat(rounds).isEmpty();
  }
}

package io.rhumb.gateway.stub;

import static io.rhumb.gateway.stub.StubWorld.ENDPOINT;
import static io.rhumb.gateway.stub.StubWorld.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.rhumb.gateway.stub.StubWorld.Answered;
import io.vertx.core.Future;
import io.vertx.core.http.HttpClientRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Service times, slots and the queue before them. */
class ServiceTest {

  private static final ServiceProfile LOG_NORMAL =
      ServiceProfile.IMMEDIATE.withTime(Duration.ofMillis(100), 0.5);

  @Test
  void serviceTimes_areLogNormal() {
    ServiceTime time = new ServiceTime(LOG_NORMAL, new Random(1));
    long[] sorted = LongStream.generate(time::nextMillis).limit(20_000).sorted().toArray();

    assertThat(sorted[10_000]).isCloseTo(100, within(3L));
    // The standard normal deviate's quantile 0.9 is 1.2816.
    assertThat(sorted[18_000]).isCloseTo(Math.round(100 * Math.exp(0.5 * 1.2816)), within(6L));
  }

  @Test
  void serviceTimes_comeFromTheSeed() {
    assertThat(tenTimes(1)).isEqualTo(tenTimes(1)).isNotEqualTo(tenTimes(2));
  }

  @Test
  void serviceTimeOfLessThanAMillisecond_isRightInTheMean() {
    ServiceProfile profile = ServiceProfile.IMMEDIATE.withTime(Duration.ofNanos(300_000), 0);
    ServiceTime time = new ServiceTime(profile, new Random(1));
    double mean = LongStream.generate(time::nextMillis).limit(10_000).average().orElseThrow();
    assertThat(mean).isCloseTo(0.3, within(0.02));
  }

  @Test
  void serviceTimeAndRoundTrip_addUp() {
    ServiceProfile profile = ServiceProfile.IMMEDIATE
        .withTime(Duration.ofMillis(60), 0)
        .withRoundTrip(Duration.ofMillis(60));
    try (StubWorld world = new StubWorld(RegionalStubConfig.of(ENDPOINT).withService(profile))) {
      long began = System.nanoTime();
      world.predict();
      assertThat(Duration.ofNanos(System.nanoTime() - began))
          .isGreaterThanOrEqualTo(Duration.ofMillis(118));
    }
  }

  @Test
  void roundTrip_delaysErrorsToo() {
    ServiceProfile profile = ServiceProfile.IMMEDIATE.withRoundTrip(Duration.ofMillis(60));
    try (StubWorld world = new StubWorld(RegionalStubConfig.of(ENDPOINT).withService(profile))) {
      long began = System.nanoTime();
      assertThat(world.call().body("{}").send().status()).isEqualTo(400);
      assertThat(Duration.ofNanos(System.nanoTime() - began))
          .isGreaterThanOrEqualTo(Duration.ofMillis(59));
    }
  }

  @Test
  void slots_serveFirstInFirstOut_andRefuseBeyondTheQueue() {
    Slots slots = new Slots(ServiceProfile.IMMEDIATE.withSlots(1, 2));
    List<String> turns = new ArrayList<>();

    assertThat(slots.acquire(() -> turns.add("a"))).isEqualTo(Slots.Admission.SERVED);
    assertThat(slots.acquire(() -> turns.add("b"))).isEqualTo(Slots.Admission.QUEUED);
    Runnable c = () -> turns.add("c");
    assertThat(slots.acquire(c)).isEqualTo(Slots.Admission.QUEUED);
    assertThat(slots.acquire(() -> turns.add("d"))).isEqualTo(Slots.Admission.REFUSED);

    assertThat(slots.leave(c)).isTrue();
    assertThat(slots.acquire(() -> turns.add("e"))).isEqualTo(Slots.Admission.QUEUED);
    slots.release();
    slots.release();
    assertThat(turns).containsExactly("b", "e");
    slots.release();
    assertThat(slots.acquire(() -> turns.add("f"))).isEqualTo(Slots.Admission.SERVED);
    assertThat(slots.leave(c)).isFalse();
  }

  @Test
  void requestBeyondSlotsAndQueue_is429() {
    ServiceProfile profile =
        ServiceProfile.IMMEDIATE.withTime(Duration.ofDays(1), 0).withSlots(1, 2);
    try (StubWorld world =
        new StubWorld(RegionalStubConfig.of(ENDPOINT).withService(profile).withEventLoops(2))) {
      List<Future<Answered>> waiting =
          IntStream.range(0, 3).mapToObj(i -> world.call().sending()).toList();
      await(world.stub.counters().when(counters -> counters.queued() == 2));
      Answered fourth = world.predict();

      assertThat(fourth.status()).isEqualTo(429);
      assertThat(fourth.error().getString("status")).isEqualTo("RESOURCE_EXHAUSTED");
      assertThat(waiting).noneMatch(Future::isComplete);
      assertThat(world.stub.counters().inFlight()).isEqualTo(3);
      assertThat(world.stub.counters().maxInFlight()).isEqualTo(4);
    }
  }

  @Test
  void clientThatLeaves_givesItsSlotBack() {
    ServiceProfile profile =
        ServiceProfile.IMMEDIATE.withTime(Duration.ofDays(1), 0).withSlots(1, 1);
    try (StubWorld world = new StubWorld(RegionalStubConfig.of(ENDPOINT).withService(profile))) {
      HttpClientRequest served = await(world.call().open());
      served.send(StubWorld.BODY);
      HttpClientRequest queued = await(world.call().open());
      queued.send(StubWorld.BODY);
      await(world.stub.counters().when(counters -> counters.queued() == 1));
      assertThat(world.predict().status()).isEqualTo(429);

      queued.reset(8);
      await(world.stub.counters().when(counters -> counters.cancelled() == 1));
      served.reset(8);
      await(world.stub.counters().when(counters -> counters.cancelled() == 2));

      HttpClientRequest next = await(world.call().open());
      next.send(StubWorld.BODY);
      HttpClientRequest afterNext = await(world.call().open());
      afterNext.send(StubWorld.BODY);
      await(world.stub.counters().when(counters -> counters.queued() == 1));
      // Had a slot or a place in the queue been lost, the last one would have been refused.
      assertThat(world.predict().status()).isEqualTo(429);
      assertThat(world.stub.counters().answered(429)).isEqualTo(2);
      assertThat(world.stub.counters().inFlight()).isEqualTo(2);
    }
  }

  @Test
  void severalEventLoops_serveOnePortAndShareTheSlots() {
    ServiceProfile profile =
        ServiceProfile.IMMEDIATE.withTime(Duration.ofMillis(5), 0.5).withSlots(3, 1_000);
    try (StubWorld world =
        new StubWorld(RegionalStubConfig.of(ENDPOINT).withEventLoops(3).withService(profile))) {
      List<Future<Answered>> all =
          IntStream.range(0, 300).mapToObj(i -> world.call().sending()).toList();
      await(Future.all(all));
      assertThat(world.stub.counters().answered(200)).isEqualTo(300);
      assertThat(world.stub.counters().inFlight()).isZero();
    }
  }

  private static List<Long> tenTimes(long seed) {
    ServiceTime time = new ServiceTime(LOG_NORMAL, new Random(seed));
    return LongStream.generate(time::nextMillis).limit(10).boxed().toList();
  }
}

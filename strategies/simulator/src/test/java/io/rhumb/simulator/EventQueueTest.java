package io.rhumb.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class EventQueueTest {

  private final EventQueue queue = new EventQueue();
  private final List<Long> fired = new ArrayList<>();

  @Test
  void events_fireInTheOrderOfTime() {
    long[] times = new Random(1).longs(5_000, 0, 1_000).toArray();
    LongStream.of(times).forEach(time -> queue.at(time, fired::add));

    drain();

    assertThat(fired).isSorted().hasSize(5_000);
  }

  @Test
  void eventsOfOneInstant_fireInTheOrderInWhichTheyWereScheduled() {
    for (long i = 0; i < 1_000; i++) {
      long number = i;
      queue.at(7, now -> fired.add(number));
    }

    drain();

    assertThat(fired).isEqualTo(LongStream.range(0, 1_000).boxed().toList());
  }

  @Test
  void eventScheduledByAnEvent_firesAtItsTime() {
    queue.at(10, now -> queue.at(now + 5, fired::add));
    queue.at(12, fired::add);

    drain();

    assertThat(fired).containsExactly(12L, 15L);
  }

  @Test
  void eventInThePast_firesNow() {
    queue.at(10, now -> queue.at(3, fired::add));

    drain();

    assertThat(fired).containsExactly(10L);
    assertThat(queue.nowNanos()).isEqualTo(10);
  }

  private void drain() {
    while (queue.fireNext()) {
      assertThat(queue.size()).isNotNegative();
    }
  }
}

package io.rhumb.gateway.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Time is moved by hand. */
final class TimerWheelTest {

  private static final long TICK = TimeUnit.MILLISECONDS.toNanos(10);
  private static final long BEGIN = 12_345 * TICK + 17;

  private final TimerWheel wheel = new TimerWheel(TICK, BEGIN);
  private final List<String> ran = new ArrayList<>();

  @Test
  void task_runsWithinATick_neverBeforeItsTime() {
    wheel.add(BEGIN + 30 * TICK, () -> ran.add("a"));

    wheel.expire(BEGIN + 30 * TICK - 1);
    assertThat(ran).isEmpty();
    assertThat(wheel.isEmpty()).isFalse();
    wheel.expire(BEGIN + 31 * TICK);
    assertThat(ran).containsExactly("a");
    assertThat(wheel.isEmpty()).isTrue();
  }

  @Test
  void taskOfLaterRounds_waitsForItsOwn() {
    long due = BEGIN + 3_000 * TICK;
    wheel.add(due, () -> ran.add("a"));

    for (long now = BEGIN; now < due; now += TICK) {
      wheel.expire(now);
      assertThat(ran).isEmpty();
    }
    wheel.expire(due + TICK);
    assertThat(ran).containsExactly("a");
  }

  @Test
  void taskOfThePast_runsInTheNextTick() {
    wheel.expire(BEGIN + 5 * TICK);
    wheel.add(BEGIN, () -> ran.add("a"));
    wheel.expire(BEGIN + 6 * TICK);

    assertThat(ran).containsExactly("a");
  }

  /** As the clock of a process whose processor was taken away for a while. */
  @Test
  void clockThatLeaps_passesNobody() {
    for (int i = 0; i < 2_000; i++) {
      String name = String.valueOf(i);
      wheel.add(BEGIN + i * TICK, () -> ran.add(name));
    }
    wheel.expire(BEGIN + 1_000_000 * TICK);

    assertThat(ran).hasSize(2_000);
    assertThat(wheel.isEmpty()).isTrue();
  }

  @Test
  void cancelled_doesNotRun_andSaysWhetherItWould() {
    TimerWheel.Task task = wheel.add(BEGIN + TICK, () -> ran.add("a"));

    assertThat(task.cancel()).isTrue();
    assertThat(task.cancel()).isFalse();
    assertThat(wheel.isEmpty()).isTrue();
    wheel.expire(BEGIN + 5 * TICK);
    assertThat(ran).isEmpty();
  }

  @Test
  void afterItRan_thereIsNothingToCancel() {
    TimerWheel.Task task = wheel.add(BEGIN, () -> ran.add("a"));
    wheel.expire(BEGIN + 2 * TICK);

    assertThat(task.cancel()).isFalse();
    assertThat(wheel.isEmpty()).isTrue();
  }

  /** As a request whose deadline cancels the timer of its body. */
  @Test
  void task_mayCancelOneOfTheSameTick() {
    List<TimerWheel.Task> tasks = new ArrayList<>();
    tasks.add(wheel.add(BEGIN, () -> tasks.get(1).cancel()));
    tasks.add(wheel.add(BEGIN, () -> ran.add("b")));
    tasks.add(wheel.add(BEGIN, () -> ran.add("c")));
    wheel.expire(BEGIN + 2 * TICK);

    assertThat(ran).containsExactly("c");
    assertThat(wheel.isEmpty()).isTrue();
  }

  @Test
  void task_mayAddAnother_whichWaitsForTheNextTick() {
    wheel.add(BEGIN, () -> wheel.add(BEGIN, () -> ran.add("b")));
    wheel.expire(BEGIN + 2 * TICK);
    assertThat(ran).isEmpty();
    wheel.expire(BEGIN + 3 * TICK);
    assertThat(ran).containsExactly("b");
  }

  @Test
  void taskThatThrows_keepsNoOtherFromRunning() {
    wheel.add(BEGIN, () -> {
      throw new IllegalStateException("a");
    });
    wheel.add(BEGIN, () -> ran.add("b"));

    assertThatThrownBy(() -> wheel.expire(BEGIN + 2 * TICK)).hasMessage("a");
    wheel.expire(BEGIN + 2 * TICK);
    assertThat(ran).containsExactly("b");
  }

  /** Beside the plainest thing that could be right: a list. */
  @Test
  void manyTasks_runAsAListWouldHaveThem() {
    Random random = new Random(7);
    List<Waiting> expected = new ArrayList<>();
    long now = BEGIN;
    for (int step = 0; step < 20_000; step++) {
      long due = now + random.nextLong(2_000 * TICK);
      Waiting waiting = new Waiting(due);
      waiting.task = wheel.add(due, () -> waiting.ran = true);
      expected.add(waiting);
      if (random.nextInt(3) == 0) {
        Waiting given = expected.remove(random.nextInt(expected.size()));
        assertThat(given.task.cancel()).isTrue();
      }
      now += random.nextLong(5 * TICK);
      wheel.expire(now);
      long at = now;
      assertThat(expected).allMatch(each -> each.ran ? each.due <= at : each.due > at - 2 * TICK);
      expected.removeIf(each -> each.ran);
      assertThat(wheel.isEmpty()).isEqualTo(expected.isEmpty());
    }
  }

  private static final class Waiting {

    private final long due;
    private TimerWheel.Task task;
    private boolean ran;

    Waiting(long due) {
      this.due = due;
    }
  }
}

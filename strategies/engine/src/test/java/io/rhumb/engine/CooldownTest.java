package io.rhumb.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

final class CooldownTest {

  private static final long NO_HINT = -1;
  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  /** The ends of the jitter: all bits zero gives the least, all bits one the most. */
  private static final RandomGenerator LEAST = () -> 0L;

  private long now = 5 * SECOND;
  private final Cooldown cooldown = new Cooldown(new Random(1));

  @Test
  void fresh_admitsEverything() {
    assertThat(cooldown.admit(0)).isTrue();
    assertThat(cooldown.cooling(0)).isFalse();
    assertThat(cooldown.leftNanos(0)).isZero();
    assertThat(cooldown.throttled(0)).isFalse();
  }

  @Test
  void hint_isKeptToTheNanosecond() {
    cooldown.begin(now, 7 * SECOND);

    assertThat(cooldown.leftNanos(now)).isEqualTo(7 * SECOND);
    assertThat(cooldown.admit(now + 7 * SECOND - 1)).isFalse();
    assertThat(cooldown.cooling(now + 7 * SECOND - 1)).isTrue();
    assertThat(cooldown.admit(now + 7 * SECOND)).isTrue();
    assertThat(cooldown.cooling(now + 7 * SECOND)).isFalse();
    assertThat(cooldown.leftNanos(now + 8 * SECOND)).isZero();
  }

  @Test
  void hint_isBounded_byFiveMinutes() {
    cooldown.begin(now, Long.MAX_VALUE);

    assertThat(cooldown.leftNanos(now)).isEqualTo(300 * SECOND);
  }

  /** Or every request would ask it first, for as long as it refuses. */
  @Test
  void hint_ofZero_isNone() {
    Cooldown least = new Cooldown(LEAST);
    for (long full : new long[] {1, 2, 4}) {
      least.begin(now, 0);
      assertThat(least.leftNanos(now)).isEqualTo(full * SECOND / 2);
      least.begin(now, 0);
      assertThat(least.leftNanos(now)).isEqualTo(full * SECOND / 2);
      now += least.leftNanos(now);
    }
  }

  @Test
  void noHint_doubles_upToThirtySeconds_jitteredByAHalf() {
    for (int seed = 0; seed < 200; seed++) {
      Cooldown jittered = new Cooldown(new Random(seed));
      for (long full : new long[] {1, 2, 4, 8, 16, 30, 30, 30}) {
        jittered.begin(now, NO_HINT);
        long left = jittered.leftNanos(now);
        assertThat(left).isBetween(full * SECOND / 2, full * SECOND);
        now += left;
      }
    }
  }

  @Test
  void jitter_fillsItsRange() {
    long least = Long.MAX_VALUE;
    long most = 0;
    double sum = 0;
    for (int seed = 0; seed < 2_000; seed++) {
      Cooldown jittered = new Cooldown(new Random(seed));
      jittered.begin(now, NO_HINT);
      least = Math.min(least, jittered.leftNanos(now));
      most = Math.max(most, jittered.leftNanos(now));
      sum += jittered.leftNanos(now);
    }
    assertThat(least).isLessThan(SECOND * 51 / 100);
    assertThat(most).isGreaterThan(SECOND * 99 / 100);
    assertThat(sum / 2_000).isBetween(0.73 * SECOND, 0.77 * SECOND);
  }

  @Test
  void jitter_atItsLeast_isStillHalf() {
    Cooldown least = new Cooldown(LEAST);
    least.begin(now, NO_HINT);

    assertThat(least.leftNanos(now)).isEqualTo(SECOND / 2);
  }

  @Test
  void manyRefusals_neverOverflow() {
    for (int i = 0; i < 10_000; i++) {
      cooldown.begin(now, NO_HINT);
      long left = cooldown.leftNanos(now);
      assertThat(left).isBetween(SECOND / 2, 30 * SECOND);
      now += left;
    }
  }

  @Test
  void refusalsWhileCooling_areOneEvent() {
    Cooldown least = new Cooldown(LEAST);
    for (int i = 0; i < 50; i++) {
      least.begin(now, NO_HINT);
    }
    assertThat(least.leftNanos(now)).isEqualTo(SECOND / 2);

    now += SECOND / 2;
    least.begin(now, NO_HINT);
    assertThat(least.leftNanos(now)).isEqualTo(SECOND);
  }

  @Test
  void refusalWhileCooling_withALongerHint_extends() {
    cooldown.begin(now, 2 * SECOND);
    cooldown.begin(now, 9 * SECOND);
    cooldown.begin(now, SECOND);

    assertThat(cooldown.leftNanos(now)).isEqualTo(9 * SECOND);
  }

  /** Chance is asked for between look and leap: the place where another thread may come in between. */
  @Test
  void refusal_overtakenByAnother_isTheSameEvent() {
    List<Runnable> inBetween = new ArrayList<>();
    Cooldown overtaken = new Cooldown(() -> {
      if (!inBetween.isEmpty()) {
        inBetween.remove(0).run();
      }
      return 0;
    });
    inBetween.add(() -> overtaken.begin(now, NO_HINT));
    overtaken.begin(now, NO_HINT);
    assertThat(overtaken.leftNanos(now)).isEqualTo(SECOND / 2);

    now += SECOND / 2;
    overtaken.begin(now, NO_HINT);
    assertThat(overtaken.leftNanos(now)).isEqualTo(SECOND);
  }

  @Test
  void refusalsAtTheSameInstant_onSeveralThreads_areOneEvent() throws Exception {
    int threads = 4;
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      for (int round = 0; round < 300; round++) {
        Cooldown least = new Cooldown(LEAST);
        CyclicBarrier barrier = new CyclicBarrier(threads);
        Callable<Void> refusal = () -> {
          barrier.await();
          least.begin(now, NO_HINT);
          return null;
        };
        List<Future<Void>> done = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
          done.add(pool.submit(refusal));
        }
        for (Future<Void> future : done) {
          future.get();
        }
        assertThat(least.leftNanos(now)).isEqualTo(SECOND / 2);
        least.begin(now + SECOND / 2, NO_HINT);
        assertThat(least.leftNanos(now + SECOND / 2)).isEqualTo(SECOND);
      }
    } finally {
      pool.shutdownNow();
    }
  }

  @Test
  void end_afterTheCooldown_startsAgainFromTheShortest() {
    Cooldown least = new Cooldown(LEAST);
    least.begin(now, NO_HINT);
    now += least.leftNanos(now);
    least.begin(now, NO_HINT);
    now += least.leftNanos(now);
    least.end(now);
    least.begin(now, NO_HINT);

    assertThat(least.leftNanos(now)).isEqualTo(SECOND / 2);
  }

  @Test
  void end_whileCooling_isAnAnswerFromBefore_andChangesNothing() {
    Cooldown least = new Cooldown(LEAST);
    least.begin(now, NO_HINT);
    least.end(now + 1);
    assertThat(least.cooling(now + 1)).isTrue();

    now += least.leftNanos(now);
    least.begin(now, NO_HINT);
    assertThat(least.leftNanos(now)).isEqualTo(SECOND);
  }

  @Test
  void trickle_letsOnePerSecondThrough() {
    cooldown.trickle(now);
    int admitted = 0;
    for (long at = now; at < now + 10 * SECOND; at += SECOND / 100) {
      if (cooldown.admit(at)) {
        admitted++;
      }
    }
    assertThat(admitted).isEqualTo(9);
  }

  @Test
  void trickle_whoseAttemptsComeBackLate_stillLetsOnePerSecondThrough() {
    cooldown.trickle(now);
    int admitted = 0;
    for (int step = 1; step <= 100; step++) {
      long at = now + step * SECOND / 10;
      if (cooldown.admit(at)) {
        admitted++;
      }
      if (step % 10 == 9) {
        cooldown.trickle(at);
      }
    }
    assertThat(admitted).isEqualTo(10);
  }

  @Test
  void trickle_countsAsThrottled() {
    cooldown.trickle(now);

    assertThat(cooldown.throttled(now)).isTrue();
    assertThat(cooldown.leftNanos(now)).isEqualTo(SECOND);
  }

  @Test
  void trickle_end_letsEverythingThroughAfterASecond() {
    cooldown.trickle(now);
    cooldown.end(now);

    assertThat(cooldown.admit(now + SECOND)).isTrue();
    assertThat(cooldown.admit(now + SECOND)).isTrue();
  }

  @Test
  void trickle_thenThrottled_coolsFully() {
    cooldown.trickle(now);
    cooldown.begin(now, 5 * SECOND);

    assertThat(cooldown.admit(now + 5 * SECOND - 1)).isFalse();
    assertThat(cooldown.admit(now + 5 * SECOND)).isTrue();
    assertThat(cooldown.admit(now + 5 * SECOND)).isTrue();
  }

  @Test
  void trickle_onSeveralThreads_letsOneThrough() throws Exception {
    int threads = 4;
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      for (int round = 0; round < 300; round++) {
        Cooldown contended = new Cooldown(LEAST);
        contended.trickle(now);
        CyclicBarrier barrier = new CyclicBarrier(threads);
        List<Future<Boolean>> done = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
          done.add(pool.submit(() -> {
            barrier.await();
            return contended.admit(now + SECOND);
          }));
        }
        int admitted = 0;
        for (Future<Boolean> future : done) {
          admitted += future.get() ? 1 : 0;
        }
        assertThat(admitted).isEqualTo(1);
      }
    } finally {
      pool.shutdownNow();
    }
  }

  @Test
  void pause_cools_butIsNoLackOfQuota() {
    cooldown.pause(now, 4 * SECOND);

    assertThat(cooldown.cooling(now)).isTrue();
    assertThat(cooldown.throttled(now)).isFalse();
    assertThat(cooldown.admit(now + 4 * SECOND - 1)).isFalse();
    assertThat(cooldown.admit(now + 4 * SECOND)).isTrue();
  }

  @Test
  void pause_isBounded_byFiveMinutes() {
    cooldown.pause(now, Long.MAX_VALUE);

    assertThat(cooldown.leftNanos(now)).isEqualTo(300 * SECOND);
  }

  @Test
  void pause_doesNotLengthenTheNextBackOff() {
    Cooldown least = new Cooldown(LEAST);
    least.pause(now, SECOND);
    now += SECOND;
    least.begin(now, NO_HINT);

    assertThat(least.leftNanos(now)).isEqualTo(SECOND / 2);
  }
}

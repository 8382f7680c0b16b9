package io.rhumb.strategy.builtin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

final class TargetCapacityTest {

  private static final double MILLIS = 1e6;
  private static final Offset<Double> CLOSE = within(0.05);

  private final TargetCapacity capacity = new TargetCapacity(0);
  private long nowNanos;

  /** Answers come evenly spread over the time. */
  private void answers(int count, long eachMillis, Duration over) {
    for (int i = 0; i < count; i++) {
      nowNanos += over.toNanos() / count;
      if (capacity.answered(eachMillis * 1_000_000)) {
        capacity.closeWindow(nowNanos);
      }
    }
  }

  @Test
  void unknown_untilAHundredAnswers() {
    answers(99, 100, Duration.ofSeconds(1));
    assertThat(capacity.attempts(100 * MILLIS)).isZero();

    answers(1, 100, Duration.ofMillis(10));
    assertThat(capacity.attempts(100 * MILLIS)).isPositive();
  }

  @Test
  void rateTimesLatency_isWhatItWorksOnAtOnce() {
    answers(100, 100, Duration.ofSeconds(1));

    assertThat(capacity.attempts(100 * MILLIS)).isCloseTo(10, CLOSE);
    assertThat(capacity.attempts(50 * MILLIS)).isCloseTo(10, CLOSE);
  }

  @Test
  void slowerThanAtItsBest_isLess() {
    answers(100, 100, Duration.ofSeconds(1));

    assertThat(capacity.attempts(200 * MILLIS)).isCloseTo(5, CLOSE);
  }

  @Test
  void limit_leavesTheRoot_andTwiceThatWhileNothingQueues() {
    assertThat(capacity.limit(100 * MILLIS)).isZero();
    answers(100, 100, Duration.ofMillis(625));

    assertThat(capacity.limit(100 * MILLIS)).isCloseTo(16 + 2 * 4, CLOSE);
    // 16 × 100 / 125, and its root.
    assertThat(capacity.limit(125 * MILLIS)).isCloseTo(12.8 + Math.sqrt(12.8), CLOSE);
  }

  @Test
  void limit_ofALittleUsedTarget_isAFewAttempts() {
    answers(100, 100, Duration.ofSeconds(100));

    assertThat(capacity.limit(100 * MILLIS)).isEqualTo(8);
    assertThat(capacity.limit(120 * MILLIS)).isEqualTo(2);
  }

  /** A queue makes answers slow and many attempts run; the target can do no more for it. */
  @Test
  void queue_isNoCapacity() {
    answers(200, 100, Duration.ofSeconds(2));
    answers(200, 300, Duration.ofSeconds(2));

    assertThat(capacity.attempts(100 * MILLIS)).isCloseTo(10, within(0.2));
  }

  @Test
  void lull_isForgottenNeitherSoonNorNever() {
    answers(100, 100, Duration.ofSeconds(1));
    answers(100, 100, Duration.ofSeconds(100));
    assertThat(capacity.attempts(100 * MILLIS)).isBetween(7.0, 8.0);

    answers(1_000, 100, Duration.ofSeconds(1_000));
    assertThat(capacity.attempts(100 * MILLIS)).isBetween(0.1, 0.5);
  }

  @Test
  void permanentlySlowerService_becomesTheNewBest() {
    answers(100, 100, Duration.ofSeconds(1));
    answers(30_000, 200, Duration.ofMinutes(50));

    // Ten a second, 200 ms each, taken for as good as it gets.
    assertThat(capacity.attempts(200 * MILLIS)).isCloseTo(2, within(0.1));
  }

  @Test
  void refusals_sayNothing() {
    answers(100, 100, Duration.ofSeconds(1));
    answers(1_000, 2, Duration.ofSeconds(1));

    assertThat(capacity.attempts(100 * MILLIS)).isCloseTo(10, CLOSE);
  }

  @Test
  void threads_loseNoAnswer() {
    CompletableFuture<?>[] threads = IntStream.range(0, 8)
        .mapToObj(thread -> CompletableFuture.runAsync(() -> {
          for (int i = 0; i < 10; i++) {
            capacity.answered(100_000_000);
          }
        }))
        .toArray(CompletableFuture[]::new);
    CompletableFuture.allOf(threads).join();

    answers(19, 100, Duration.ofSeconds(1));
    assertThat(capacity.attempts(100 * MILLIS)).isZero();
    answers(1, 100, Duration.ZERO);
    assertThat(capacity.attempts(100 * MILLIS)).isCloseTo(10, CLOSE);
  }
}

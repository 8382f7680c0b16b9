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

  private double limitAt(double millis) {
    return capacity.limit(millis * MILLIS);
  }

  /** With room for chance while nothing queues. */
  private static double eased(double attempts) {
    return attempts + 2 * Math.sqrt(attempts);
  }

  /** With as much room as a target gets that has a queue. */
  private static double tight(double attempts) {
    return attempts + Math.sqrt(attempts);
  }

  @Test
  void unknown_untilAHundredAnswers() {
    answers(99, 100, Duration.ofSeconds(1));
    assertThat(limitAt(100)).isZero();

    answers(1, 100, Duration.ofMillis(10));
    assertThat(limitAt(100)).isPositive();
  }

  /** Whoever filled the window may be kept from closing it while others fill more than another. */
  @Test
  void windowThatIsClosedLate_losesNoAnswer_andIsNotTheLast() {
    int full = 0;
    for (int i = 0; i < 250; i++) {
      full += capacity.answered(100_000_000) ? 1 : 0;
    }
    assertThat(full).isEqualTo(1);
    capacity.closeWindow(Duration.ofMillis(1_562).plusNanos(500_000).toNanos());
    // As many in flight as with windows of a hundred that are closed in time.
    assertThat(limitAt(100)).isCloseTo(eased(16), CLOSE);

    for (int i = 0; i < 1_000; i++) {
      full += capacity.answered(100_000_000) ? 1 : 0;
    }
    assertThat(full).isEqualTo(2);
  }

  @Test
  void rateTimesLatency_andTwiceItsRootWhileNothingQueues() {
    answers(100, 100, Duration.ofMillis(625));

    assertThat(limitAt(100)).isCloseTo(16 + 2 * 4, CLOSE);
    assertThat(limitAt(50)).isCloseTo(16 + 2 * 4, CLOSE);
    assertThat(limitAt(104)).isCloseTo(eased(16 / 1.04), CLOSE);
  }

  @Test
  void slowerThanAtItsBest_isLess_andHasLessRoom() {
    answers(100, 100, Duration.ofMillis(625));

    assertThat(limitAt(125)).isCloseTo(tight(16 / 1.25), CLOSE);
    assertThat(limitAt(400)).isCloseTo(tight(4), CLOSE);
  }

  @Test
  void littleUsedTarget_hasRoomForAFewAttempts() {
    answers(100, 100, Duration.ofSeconds(100));

    assertThat(limitAt(100)).isEqualTo(8);
    assertThat(limitAt(120)).isEqualTo(2);
  }

  /** A queue makes answers slow and many attempts run; the target can do no more for it. */
  @Test
  void queue_isNoCapacity() {
    answers(200, 100, Duration.ofMillis(1250));
    answers(200, 300, Duration.ofMillis(1250));

    assertThat(limitAt(100)).isCloseTo(eased(16), within(0.3));
  }

  @Test
  void lull_isForgottenNeitherSoonNorNever() {
    answers(100, 100, Duration.ofMillis(250));
    answers(100, 100, Duration.ofSeconds(100));
    assertThat(limitAt(100)).isBetween(eased(28), eased(30));

    answers(1_000, 100, Duration.ofSeconds(1_000));
    assertThat(limitAt(100)).isEqualTo(8);
  }

  @Test
  void permanentlySlowerService_becomesTheNewBest() {
    answers(100, 100, Duration.ofMillis(625));
    answers(300_000, 200, Duration.ofMinutes(50));

    // A hundred a second, 200 ms each, taken for as good as it gets.
    assertThat(limitAt(200)).isCloseTo(eased(20), within(0.5));
  }

  @Test
  void refusals_sayNothing() {
    answers(100, 100, Duration.ofMillis(625));
    answers(1_000, 2, Duration.ofSeconds(1));

    assertThat(limitAt(100)).isCloseTo(eased(16), CLOSE);
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

    answers(19, 100, Duration.ofMillis(625));
    assertThat(limitAt(100)).isZero();
    answers(1, 100, Duration.ZERO);
    assertThat(limitAt(100)).isCloseTo(eased(16), CLOSE);
  }
}

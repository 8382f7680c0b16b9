package io.rhumb.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ConcurrencyLimitTest {

  private static final long MS = Duration.ofMillis(1).toNanos();
  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  private final Random random = new Random(101);
  private long now = SECOND;
  private ConcurrencyLimit limit = new ConcurrencyLimit(now);

  /** So many answers a second for a second. */
  private void answer(int perSecond, double millis, int inFlight) {
    for (int i = 0; i < perSecond; i++) {
      now += SECOND / perSecond;
      limit.answered(Math.round(millis * MS), inFlight, now);
    }
  }

  /** Logarithmically normal, mean 1, spread by half: as latencies are. */
  private double luck() {
    return Math.exp(0.5 * random.nextGaussian() - 0.125);
  }

  /** A pool of so many servers that is kept as full as the limit allows. */
  private void saturate(int servers, double serviceMillis, int seconds) {
    long end = now + seconds * SECOND;
    while (now - end < 0) {
      int inFlight = limit.limit();
      double waiting = Math.max(1, (double) inFlight / servers);
      now += Math.round(serviceMillis * MS * waiting / inFlight);
      limit.answered(Math.round(serviceMillis * MS * waiting * luck()), inFlight, now);
    }
  }

  /** Half a minute in which nobody waits. */
  private void calm(double serviceMillis, int servers) {
    for (int i = 0; i < 1_000; i++) {
      now += 30 * MS;
      limit.answered(Math.round(serviceMillis * MS * luck()), servers / 2, now);
    }
  }

  /** Who starts in an overload takes some of its queue for the usual, but only some. */
  @Test
  void coldStartInAnOverload_isBounded() {
    saturate(16, 100, 600);

    assertThat(limit.limit()).isBetween(16, 48);
  }

  @Test
  void fresh_isSmall() {
    assertThat(limit.limit()).isEqualTo(ConcurrencyLimit.FIRST);
  }

  @Test
  void limitThatIsNotUsed_staysAsItIs() {
    for (int i = 0; i < 1_000; i++) {
      answer(20, 100, 1);
    }
    assertThat(limit.limit()).isEqualTo(ConcurrencyLimit.FIRST);
  }

  @Test
  void freshLimitThatIsUsed_doubles() {
    for (int i = 0; i < 5; i++) {
      answer(100, 100, 100);
    }
    assertThat(limit.limit())
        .isGreaterThanOrEqualTo(200)
        .isLessThanOrEqualTo(ConcurrencyLimit.MOST);
  }

  @Test
  void freshLimit_allDropped_isHalved() {
    for (int i = 1; i <= 20; i++) {
      now += 20 * MS;
      limit.dropped(20, now);
    }
    assertThat(limit.limit()).isEqualTo(ConcurrencyLimit.FIRST / 2);
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 16, 100})
  void saturatedPool_isFilledButNotSwamped(int servers) {
    calm(100, servers);
    saturate(servers, 100, 60);
    double sum = 0;
    for (int i = 0; i < 100; i++) {
      saturate(servers, 100, 1);
      sum += limit.limit();
    }
    assertThat(sum / 100 / servers).isBetween(1.0, 1.75);
  }

  @Test
  void overloadForADay_doesNotRunAway() {
    for (int hour = 0; hour < 24; hour++) {
      saturate(16, 100, 3_600);
      assertThat(limit.limit()).isLessThan(48);
    }
  }

  @Test
  void poolThatShrinks_isFollowed_andSoIsItsReturn() {
    saturate(32, 100, 60);
    assertThat(limit.limit()).isGreaterThan(24);
    saturate(8, 100, 20);
    assertThat(limit.limit()).isLessThan(18);
    saturate(32, 100, 60);
    assertThat(limit.limit()).isGreaterThan(24);
  }

  @Test
  void slowerForGood_isTakenForTheQueueFirst_thenForTheUsual() {
    saturate(32, 100, 60);
    saturate(32, 400, 8);
    assertThat(limit.limit()).isLessThan(10);
    saturate(32, 400, 120);
    assertThat(limit.limit()).isGreaterThan(24);
  }

  @Test
  void fasterForGood_isNoticed_soThatItsQueuesAreSeen() {
    calm(400, 16);
    calm(100, 16);
    saturate(16, 100, 60);
    assertThat(limit.limit()).isLessThan(32);
  }

  @Test
  void scatteredLatencies_hardlyEverLimitALowRate() {
    int touched = 0;
    for (int i = 0; i < 20_000; i++) {
      int inFlight = 1 + random.nextInt(3);
      answer(1, 0, 0);
      limit.answered(Math.round(100 * luck() * MS), inFlight, now);
      touched += limit.limit() < 3 ? 1 : 0;
    }
    assertThat(touched).isLessThan(1_000);
  }

  @Test
  void dropsOfOneRoundTrip_areOneEvent() {
    saturate(16, 100, 60);
    int before = limit.limit();
    now += SECOND;
    IntStream.range(0, 500).forEach(i -> limit.dropped(20, now));

    assertThat(limit.limit()).isBetween(before / 3, before * 2 / 3);
  }

  @Test
  void dropsThatGoOn_leaveTheLeast() {
    for (int i = 0; i < 2_000; i++) {
      now += 10 * MS;
      limit.dropped(20, now);
    }
    assertThat(limit.limit()).isEqualTo(ConcurrencyLimit.LEAST);
  }

  @Test
  void oneDropInAHundred_isNoReason() {
    for (int second = 0; second < 60; second++) {
      answer(99, 100, 50);
      limit.dropped(50, now);
    }
    assertThat(limit.limit()).isGreaterThan(50);
  }

  @Test
  void twoThatHang_areNotTheRegion() {
    saturate(16, 100, 60);
    for (int i = 0; i < 600; i++) {
      answer(19, 100, 15);
      limit.answered(20 * SECOND, 15, now);
    }
    assertThat(limit.limit()).isGreaterThan(15);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, Long.MAX_VALUE - 500, Long.MIN_VALUE, -1})
  void clock_mayWrapAround(long origin) {
    now = origin;
    limit = new ConcurrencyLimit(now);
    saturate(16, 100, 60);

    assertThat(limit.limit()).isBetween(12, 48);
  }

  @Test
  void extremes_stayWithinTheBounds() {
    long[] latencies = {0, 1, 60 * SECOND, Long.MAX_VALUE};
    for (int i = 0; i < 1_000_000; i++) {
      now += MS;
      int inFlight = random.nextBoolean() ? Integer.MAX_VALUE : 1;
      if (random.nextInt(10) == 0) {
        limit.dropped(inFlight, now);
      } else {
        limit.answered(latencies[random.nextInt(latencies.length)], inFlight, now);
      }
      assertThat(limit.limit()).isBetween(ConcurrencyLimit.LEAST, ConcurrencyLimit.MOST);
    }
  }

  @Test
  void hugeUse_endsAtTheMost() {
    for (int i = 0; i < 1_000; i++) {
      answer(20, 100, Integer.MAX_VALUE);
    }
    assertThat(limit.limit()).isEqualTo(ConcurrencyLimit.MOST);
  }

  @Test
  void manyThreadsAtOnce_growItOnceARoundTrip() {
    for (int round = 0; round < 3; round++) {
      now += SECOND;
      IntStream.range(0, 10_000).parallel().forEach(i -> limit.answered(100 * MS, 1_000, now));
    }
    assertThat(limit.limit()).isEqualTo(8 * ConcurrencyLimit.FIRST);
  }
}

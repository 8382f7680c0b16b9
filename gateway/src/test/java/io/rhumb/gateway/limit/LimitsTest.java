package io.rhumb.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class LimitsTest {

  private final Limits limits = new Limits(Bounds.of(2, 10));

  @Test
  void requests_enterUpToTheBound_andAgainAfterOneLeft() {
    RequestShare first = limits.enter();
    assertThat(limits.enter()).isNotNull();
    assertThat(limits.enter()).isNull();
    assertThat(limits.refused(Overload.IN_FLIGHT)).isEqualTo(1);
    first.release();
    assertThat(limits.requestsInFlight()).isEqualTo(1);
    assertThat(limits.enter()).isNotNull();
  }

  @Test
  void release_twice_givesBackOnce() {
    RequestShare request = limits.enter();
    limits.enter();
    request.body().cover(4);
    request.release();
    request.release();
    assertThat(limits.requestsInFlight()).isEqualTo(1);
    assertThat(limits.bufferedBytes()).isZero();
  }

  @Test
  void share_isReleased_howeverItEnds() {
    BufferShare released = limits.newAnswer();
    BufferShare recycled = limits.newAnswer();
    recycled.cover(4);
    assertThat(released.released()).isFalse();

    released.release();
    recycled.recycle();

    assertThat(released.released()).isTrue();
    assertThat(recycled.released()).isTrue();
    assertThat(limits.bufferedBytes()).isZero();
  }

  @Test
  void share_coversATotal_notASum() {
    BufferShare share = limits.newAnswer();
    assertThat(share.cover(6)).isTrue();
    assertThat(share.cover(3)).isTrue();
    assertThat(share.cover(8)).isTrue();
    assertThat(limits.bufferedBytes()).isEqualTo(8);
  }

  @Test
  void whatIsSentAhead_hasABoundOfItsOwn_withinThatOfAll() {
    Limits bounded = new Limits(Bounds.of(2, 10), 6);
    BufferShare first = bounded.newAhead();
    assertThat(first.cover(6)).isTrue();
    assertThat(bounded.newAhead().cover(1)).isFalse();
    assertThat(bounded.refused(Overload.AHEAD)).isEqualTo(1);
    assertThat(bounded.newAnswer().cover(4)).isTrue();

    first.release();
    assertThat(bounded.bufferedBytes()).isEqualTo(4);
    bounded.newAnswer().cover(6);
    assertThat(bounded.newAhead().cover(1)).isFalse();
    assertThat(bounded.refused(Overload.AHEAD)).isEqualTo(2);
  }

  @Test
  void whatIsSentAhead_refusedForAll_takesNothingOfItsOwn() {
    Limits bounded = new Limits(Bounds.of(2, 10), 6);
    BufferShare answer = bounded.newAnswer();
    answer.cover(10);
    assertThat(bounded.newAhead().cover(6)).isFalse();
    answer.release();
    assertThat(bounded.newAhead().cover(6)).isTrue();
  }

  @Test
  void share_beyondTheBound_keepsWhatItHas() {
    BufferShare share = limits.newAnswer();
    share.cover(6);
    assertThat(share.cover(11)).isFalse();
    assertThat(limits.bufferedBytes()).isEqualTo(6);
    assertThat(limits.refused(Overload.ANSWER)).isEqualTo(1);
    assertThat(limits.newAnswer().cover(4)).isTrue();
  }

  @Test
  void share_announcedBeyondCounting_isRefused() {
    BufferShare share = limits.newAnswer();
    share.cover(5);
    assertThat(limits.newAnswer().cover(Long.MAX_VALUE)).isFalse();
    assertThat(limits.bufferedBytes()).isEqualTo(5);
  }

  @Test
  void share_released_takesNothingMore() {
    BufferShare share = limits.newAnswer();
    share.release();
    assertThat(share.cover(1)).isFalse();
    assertThat(limits.bufferedBytes()).isZero();
  }

  @Test
  void change_holdsForTheNext_andWhatIsHeldStays() {
    BufferShare share = limits.newAnswer();
    share.cover(8);
    limits.change(Bounds.of(1, 5));
    assertThat(limits.bufferedBytes()).isEqualTo(8);
    assertThat(limits.newAnswer().cover(1)).isFalse();
    share.release();
    assertThat(limits.newAnswer().cover(5)).isTrue();
  }

  @Test
  void threads_neverExceedTheBounds_andLeaveNothing() throws Exception {
    int threads = 4;
    Limits shared = new Limits(Bounds.of(3, 100));
    AtomicLong most = new AtomicLong();
    CountDownLatch together = new CountDownLatch(threads);
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    List<Future<?>> runs = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      Random random = new Random(i);
      runs.add(pool.submit(() -> {
        together.countDown();
        together.await();
        for (int n = 0; n < 50_000; n++) {
          RequestShare request = shared.enter();
          if (request != null) {
            request.body().cover(1 + random.nextInt(60));
            most.accumulateAndGet(
                Math.max(shared.bufferedBytes(), 100 * shared.requestsInFlight() / 3), Math::max);
            request.release();
          }
        }
        return null;
      }));
    }
    for (Future<?> run : runs) {
      run.get(20, TimeUnit.SECONDS);
    }
    pool.shutdown();
    assertThat(most.get()).isLessThanOrEqualTo(100);
    assertThat(shared.requestsInFlight()).isZero();
    assertThat(shared.bufferedBytes()).isZero();
  }
}

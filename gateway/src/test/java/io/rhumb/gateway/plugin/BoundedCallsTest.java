package io.rhumb.gateway.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class BoundedCallsTest {

  private static final BoundedCalls PATIENT = new BoundedCalls(Duration.ofSeconds(20));
  private static final BoundedCalls IMPATIENT = new BoundedCalls(Duration.ofMillis(50));

  private final BlockingQueue<String> late = new LinkedBlockingQueue<>();

  @Test
  void whatReturns_isReturned_andWhatThrows_isThrown() {
    Error thrown = new Error("on purpose");

    assertThat(PATIENT.call("test", () -> "it", late::add)).isEqualTo("it");
    assertThatThrownBy(() -> PATIENT.call(
            "test",
            () -> {
              throw thrown;
            },
            late::add))
        .isSameAs(thrown);
    assertThat(late).isEmpty();
  }

  @Test
  void whatDoesNotReturn_isGivenUp_andWhatItReturnsLater_isHandedOn() throws Exception {
    CountDownLatch released = new CountDownLatch(1);
    BlockingQueue<Boolean> interrupted = new LinkedBlockingQueue<>();

    assertThatThrownBy(() -> IMPATIENT.call(
            "test",
            () -> {
              interrupted.add(isInterrupted(new CountDownLatch(1)));
              isInterrupted(released);
              return "it";
            },
            late::add))
        .isInstanceOf(NotReturnedException.class)
        .hasMessage("did not return within 50 ms");
    assertThat(interrupted.poll(10, TimeUnit.SECONDS)).isTrue();
    assertThat(late).isEmpty();
    released.countDown();
    assertThat(late.poll(10, TimeUnit.SECONDS)).isEqualTo("it");
  }

  private static boolean isInterrupted(CountDownLatch waitedFor) {
    try {
      waitedFor.await();
      return false;
    } catch (InterruptedException interrupted) {
      return true;
    }
  }
}

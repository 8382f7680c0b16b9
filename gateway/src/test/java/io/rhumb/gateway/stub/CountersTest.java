package io.rhumb.gateway.stub;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import org.junit.jupiter.api.Test;

class CountersTest {

  private final Counters counters = new Counters();

  @Test
  void everyRequest_endsOnce() {
    Lifecycle life = new Lifecycle(counters);
    life.cancelled();
    life.answered(200);
    life.broken();

    assertThat(counters.requests()).isEqualTo(1);
    assertThat(counters.cancelled()).isEqualTo(1);
    assertThat(counters.answered()).isZero();
    assertThat(counters.broken()).isZero();
    assertThat(counters.inFlight()).isZero();
  }

  @Test
  void reset_keepsWhatIsInFlight() {
    Lifecycle first = new Lifecycle(counters);
    new Lifecycle(counters);
    first.answered(200);
    counters.reset();

    assertThat(counters.requests()).isZero();
    assertThat(counters.answered(200)).isZero();
    assertThat(counters.inFlight()).isEqualTo(1);
    assertThat(counters.maxInFlight()).isEqualTo(1);
  }

  @Test
  void when_completesWithTheChangeThatMakesItTrue() {
    Future<Void> two = counters.when(now -> now.requests() == 2);
    new Lifecycle(counters);
    assertThat(two.isComplete()).isFalse();
    new Lifecycle(counters);
    assertThat(two.isComplete()).isTrue();
    assertThat(counters.when(now -> now.requests() == 2).isComplete()).isTrue();
  }
}

package io.rhumb.gateway.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.rhumb.gateway.stub.Fault;
import java.time.Duration;

/** One 429 is believed for as long as it says, and not longer. */
final class QuotaWithHint extends FaultRow {

  /** A region that comes back gets a tenth of its requests at first. */
  private static final Duration GRADUAL_RETURN = Duration.ofSeconds(10);

  QuotaWithHint() {
    super("1", "429 with Retry-After");
  }

  @Override
  void play(Scene scene) {
    scene.warmUp();
    int seconds = scene.form().pick(2, 10);
    long until = System.nanoTime() + Duration.ofSeconds(seconds).toNanos();
    scene.site().fault(Fault.status(429, seconds), Site.LOCAL);
    Answers cooling = scene.client().send(1);
    scene.site().heal(Site.LOCAL);
    long began = System.nanoTime();
    Answer latest = scene.client().send(1).all().get(0);
    while (latest.target().equals(Site.NEXT)) {
      cooling = cooling.and(new Answers(java.util.List.of(latest)));
      latest = scene.client().send(1).all().get(0);
      assertThat(System.nanoTime() - until).isLessThan(GRADUAL_RETURN.toNanos());
    }
    long returned = System.nanoTime() - latest.nanos();
    scene.sheet().add(cooling);
    // The last one was that which came back.
    scene.sheet().reached(scene.site().reached(Site.LOCAL) - 1);

    cooling.predictedBy(Site.NEXT).within(Duration.ZERO);
    assertThat(latest.attempts()).containsExactly(Site.LOCAL + " primary success");
    assertThat(returned).isGreaterThan(until);
    assertThat(began).isLessThan(until);
    assertThat(scene.site().reached(Site.LOCAL)).isEqualTo(2);
  }
}

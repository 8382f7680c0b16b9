package io.rhumb.gateway.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.rhumb.gateway.stub.Fault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

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
    List<Answer> away = new ArrayList<>(scene.client().send(1).all());
    scene.site().heal(Site.LOCAL);
    Answer latest = away.get(0);
    while (latest.target().equals(Site.NEXT)) {
      latest = scene.client().send(1).all().get(0);
      away.add(latest);
      assertThat(System.nanoTime() - until).isLessThan(GRADUAL_RETURN.toNanos());
    }
    long returned = System.nanoTime();
    away.remove(latest);
    Answers cooling = new Answers(away);
    scene.sheet().add(cooling);
    // The last one to reach it was that which came back.
    scene.sheet().reached(scene.site().reached(Site.LOCAL) - 1);

    cooling.predictedBy(Site.NEXT).within(Duration.ZERO);
    assertThat(latest.attempts()).containsExactly(scene.won(Site.LOCAL + " primary"));
    assertThat(returned).isGreaterThan(until);
    assertThat(scene.site().reached(Site.LOCAL)).isEqualTo(2);
  }
}

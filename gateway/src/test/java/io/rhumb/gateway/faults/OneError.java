package io.rhumb.gateway.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.rhumb.gateway.stub.Fault;
import java.time.Duration;

/** A 500 now and then: each costs one round trip more, and the region is not left alone for it. */
final class OneError extends FaultRow {

  /** One in ten, which no breaker should mind. */
  private static final int WELL_BETWEEN = 9;

  OneError() {
    super("3", "500 once");
  }

  @Override
  void play(Scene scene) {
    scene.warmUp();
    int errors = scene.form().pick(5, 50);
    for (int i = 0; i < errors; i++) {
      scene.site().fault(Fault.status(500), Site.LOCAL);
      Answers struck = scene.sheet().add(scene.client().send(1));
      scene.site().heal(Site.LOCAL);
      struck.predictedBy(Site.NEXT).within(Duration.ZERO);
      assertThat(struck.attempts())
          .containsExactly(
              Site.LOCAL + " primary internal-error", scene.won(Site.NEXT + " failover"));
      scene.client().send(WELL_BETWEEN).predictedBy(Site.LOCAL);
      scene.sheet().reached(scene.site().of(Site.LOCAL).counters().answered(500));
    }
    assertThat(scene.site().of(Site.LOCAL).counters().answered(500)).isEqualTo(errors);
  }
}

package io.rhumb.gateway.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.rhumb.gateway.stub.Fault;
import java.time.Duration;

/** The local region is down for a while; twenty requests come in the meantime, evenly. */
final class Flap extends FaultRow {

  private static final int REQUESTS = 20;
  private static final int MOST_ATTEMPTS = 5;

  private static final Duration SHORT = Duration.ofSeconds(6);
  private static final Duration FULL = Duration.ofSeconds(60);

  Flap() {
    super("15", "60 s flap, 20 requests");
  }

  @Override
  boolean quiet() {
    return true;
  }

  @Override
  void play(Scene scene) {
    scene.warmUp();
    scene.site().fault(Fault.status(503), Site.LOCAL);
    Duration flap = scene.form().pick(SHORT, FULL);
    Answers answers = scene.sheet().add(scene.client().pace(REQUESTS, flap.dividedBy(REQUESTS)));
    scene.site().heal(Site.LOCAL);
    long reached = scene.site().reached(Site.LOCAL);
    scene.sheet().reached(reached);

    answers.predictedBy(Site.NEXT).within(Duration.ZERO);
    assertThat(reached).isBetween(1L, (long) MOST_ATTEMPTS);
  }
}

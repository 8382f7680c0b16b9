package io.rhumb.gateway.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.rhumb.gateway.stub.Fault;
import java.time.Duration;

/** Nobody can answer. The client is told so at once and when to come back, and what is down is not battered. */
final class AllDown extends FaultRow {

  private static final double MOST_ATTEMPTS_PER_REQUEST = 1.1;

  AllDown() {
    super("18", "both regions down");
  }

  @Override
  Verdict expected(Mode mode) {
    return Verdict.HONEST;
  }

  @Override
  void play(Scene scene) {
    scene.warmUp();
    scene.site().fault(Fault.status(503), Site.LOCAL, Site.NEXT);
    Answers opening = scene.client().send(Breakers.FAILURES_TO_OPEN);
    scene.site().regions().forEach(region -> region.counters().reset());
    Answers open = scene.sheet().add(scene.client().send(scene.form().pick(100, 2_000)));
    long reached = scene.site().reached(Site.LOCAL) + scene.site().reached(Site.NEXT);
    scene.sheet().reached(reached);

    opening
        .and(open)
        .withStatus(503)
        .within(Duration.ZERO)
        .each("a Retry-After", answer -> answer.header("retry-after").matches("[1-9][0-9]?"))
        .each("an explanation", answer -> answer.body().contains("\"UNAVAILABLE\""));
    assertThat((double) reached / open.all().size()).isLessThanOrEqualTo(MOST_ATTEMPTS_PER_REQUEST);
  }
}

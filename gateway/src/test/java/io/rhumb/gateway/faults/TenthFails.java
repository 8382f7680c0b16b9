package io.rhumb.gateway.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.rhumb.gateway.stub.Fault;
import java.time.Duration;

/** One answer in ten is a 500: too few to leave the region alone, and each is mended by one attempt more. */
final class TenthFails extends FaultRow {

  private static final double SHARE = 0.1;
  private static final double MUST_PASS = 0.999;

  TenthFails() {
    super("20", "10 % of answers are 500");
  }

  @Override
  void play(Scene scene) {
    scene.warmUp();
    scene.site().fault(Fault.status(500).withShare(SHARE), Site.LOCAL);
    int requests = scene.form().pick(500, 2_000);
    Answers answers = scene.sheet().add(scene.client().pace(requests, Duration.ofMillis(8)));
    scene.site().awaitQuiet();
    long attempts = scene.site().reached(Site.LOCAL) + scene.site().reached(Site.NEXT);
    scene.sheet().reached(scene.site().of(Site.LOCAL).counters().answered(500));

    long passed = answers.all().stream().filter(Answer::whole).count();
    assertThat(passed).isGreaterThanOrEqualTo((long) Math.ceil(MUST_PASS * requests));
    answers.within(Duration.ZERO);
    assertThat(scene.site().of(Site.LOCAL).counters().answered(500)).isPositive();
    assertThat(attempts - requests).isBetween(1L, mostFailures(requests));
  }

  /** Chance may strike more than one in ten: five standard deviations more, once in millions of runs. */
  private static long mostFailures(int requests) {
    return Math.round(SHARE * requests + 5 * Math.sqrt(requests * SHARE * (1 - SHARE)));
  }
}

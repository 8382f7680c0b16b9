package io.rhumb.gateway.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.rhumb.gateway.stub.Fault;
import java.time.Duration;

/**
 * The local region does the same wrong thing to every request. All requests pass from the next region, and once the breaker is open no
 * attempt goes to the sick one but for a probe now and then.
 */
final class LastingFault extends FaultRow {

  private final Fault sickness;
  private final String outcome;
  private final int hits;
  private final String timeout;
  private final Duration delay;

  private LastingFault(
      String number,
      String fault,
      Fault sickness,
      String outcome,
      int hits,
      String timeout,
      Duration delay) {
    super(number, fault);
    this.sickness = sickness;
    this.outcome = outcome;
    this.hits = hits;
    this.timeout = timeout;
    this.delay = delay;
  }

  /** One that is noticed at once. */
  static LastingFault noticed(String number, String fault, Fault sickness, String outcome) {
    return new LastingFault(number, fault, sickness, outcome, 1, "20s", Duration.ZERO);
  }

  /** One that looks like a pooled connection which had died: this costs one silent repeat on the same target. */
  static LastingFault repeated(String number, String fault, Fault sickness, String outcome) {
    return new LastingFault(number, fault, sickness, outcome, 2, "20s", Duration.ZERO);
  }

  /** One that is noticed only by its silence: an attempt gets no more than half of the request's four seconds. */
  static LastingFault silent(String number, String fault, Fault sickness) {
    return new LastingFault(number, fault, sickness, "timeout", 1, "4s", Duration.ofSeconds(2));
  }

  Fault sickness() {
    return sickness;
  }

  @Override
  Site site(Stage stage, String model) {
    Site site = super.site(stage, model);
    return timeout.equals("20s") ? site : site.timeouts(timeout, timeout);
  }

  @Override
  void play(Scene scene) {
    scene.warmUp();
    Site site = scene.site();
    site.fault(sickness, Site.LOCAL);
    long began = System.nanoTime();
    // At once: one after the other, the silent ones would take their time each.
    Answers first = scene.client().sendAtOnce(Breakers.FAILURES_TO_OPEN);
    Answers rest = scene.client().send(scene.form().pick(26, 296));
    Answers all = scene.sheet().add(first.and(rest));
    long elapsed = System.nanoTime() - began;
    site.awaitQuiet();
    long reached = site.reached(Site.LOCAL);
    scene.sheet().reached(reached);

    all.predictedBy(Site.NEXT).within(delay);
    assertThat(all.outcomesAt(Site.LOCAL)).isNotEmpty().containsOnly(outcome);
    assertThat(reached)
        .isBetween((long) all.outcomesAt(Site.LOCAL).size(), hits * Breakers.mostAttempts(elapsed));
  }
}

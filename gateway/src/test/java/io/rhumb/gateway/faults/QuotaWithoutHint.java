package io.rhumb.gateway.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.rhumb.gateway.stub.Fault;
import java.time.Duration;

/** A 429 that says nothing is believed for a second, then for two, four and so on, each jittered down to its half at the most. */
final class QuotaWithoutHint extends FaultRow {

  private static final Duration PERIOD = Duration.ofMillis(50);

  QuotaWithoutHint() {
    super("2", "429 without it");
  }

  @Override
  boolean quiet() {
    return true;
  }

  @Override
  void play(Scene scene) {
    scene.warmUp();
    scene.site().fault(Fault.status(429), Site.LOCAL);
    long began = System.nanoTime();
    Answers first = scene.client().send(1);
    // After a cooldown one request in ten goes back there: of fewer than these, none might.
    Answers rest = scene.client().pace(scene.form().pick(120, 400), PERIOD);
    Answers all = scene.sheet().add(first.and(rest));
    long reached = scene.site().reached(Site.LOCAL);
    scene.sheet().reached(reached);

    all.predictedBy(Site.NEXT).within(Duration.ZERO);
    assertThat(all.outcomesAt(Site.LOCAL)).containsOnly("throttled");
    assertThat(reached).isBetween(2L, mostAttempts(System.nanoTime() - began));
  }

  /** The cooldowns end after half a second, one and a half, three and a half … at the earliest; each lets one request through. */
  private static long mostAttempts(long elapsedNanos) {
    long attempts = 1;
    long end = 500_000_000L;
    for (long half = end; end <= elapsedNanos; end += half) {
      attempts++;
      half *= 2;
    }
    // Two at the same moment, on two event loops, see the same end of a cooldown.
    return 2 * attempts;
  }
}

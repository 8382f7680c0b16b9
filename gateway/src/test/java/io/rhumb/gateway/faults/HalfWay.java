package io.rhumb.gateway.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

/**
 * Answers of the local region break half-way. To clients of unary ones that is a fault like any other, since they have seen nothing yet.
 * Clients of streams have: theirs end as errors, and nobody asks again for them; but once the breaker is open, streams come from the next
 * region.
 */
final class HalfWay extends FaultRow {

  private static final Duration STALL_TIMEOUT = Duration.ofMillis(500);

  private final LastingFault unary;
  private final String outcome;

  /** The outcome is that of a stream. */
  HalfWay(LastingFault unary, String outcome) {
    super(unary.number(), unary.fault());
    this.unary = unary;
    this.outcome = outcome;
  }

  @Override
  Verdict expected(Mode mode) {
    return mode == Mode.STREAM ? Verdict.HONEST : unary.expected(mode);
  }

  @Override
  Site site(Stage stage, String model) {
    return unary.site(stage, model).stream("{stall-timeout: 500ms}");
  }

  @Override
  void play(Scene scene) {
    if (scene.mode() == Mode.STREAM) {
      playStreams(scene);
    } else {
      unary.play(scene);
    }
  }

  private void playStreams(Scene scene) {
    scene.warmUp();
    Figures before = Figures.of(scene);
    Site site = scene.site();
    site.fault(unary.sickness(), Site.LOCAL);
    long began = System.nanoTime();
    // At once: one after the other, those that stall would take their time each.
    Answers first = scene.client().sendAtOnce(Breakers.FAILURES_TO_OPEN);
    Answers rest = scene.client().send(scene.form().pick(26, 296));
    Answers all = scene.sheet().add(first.and(rest));
    long elapsed = System.nanoTime() - began;
    site.awaitQuiet();
    long reached = site.reached(Site.LOCAL);
    scene.sheet().reached(reached);

    Answers broken = all.from(Site.LOCAL).brokenOff();
    all.from(Site.NEXT).predicted();
    all.within(STALL_TIMEOUT).afterOneAttempt();
    assertThat(reached)
        .isEqualTo(broken.all().size())
        .isEqualTo(
            Figures.of(scene).attempts(Site.LOCAL, outcome) - before.attempts(Site.LOCAL, outcome))
        .isBetween((long) Breakers.FAILURES_TO_OPEN, Breakers.mostAttempts(elapsed));
    assertThat(all.from(Site.NEXT).all())
        .hasSize(all.all().size() - broken.all().size());
  }
}

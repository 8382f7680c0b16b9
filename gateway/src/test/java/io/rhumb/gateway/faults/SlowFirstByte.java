package io.rhumb.gateway.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.rhumb.gateway.stub.Fault;
import java.time.Duration;

/** The local region takes longer than anybody will wait; a hedge answers instead, and the slow attempt is cancelled. */
final class SlowFirstByte extends FaultRow {

  private static final Duration SLOW = Duration.ofSeconds(9);

  SlowFirstByte() {
    super("7", "slow first byte, with `hedged`");
  }

  @Override
  Site site(Stage stage, String model) {
    return super.site(stage, model)
        .strategy("{hedged: {of: local-first, budget: 100%, delay: 50ms}}");
  }

  @Override
  void play(Scene scene) {
    scene.warmUp();
    scene.site().fault(slow(scene.mode()), Site.LOCAL);
    Answers answers = scene.sheet().add(scene.client().send(scene.form().pick(20, 200)));
    scene.site().awaitQuiet();
    scene.sheet().reached(scene.site().reached(Site.LOCAL));

    answers.predictedBy(Site.NEXT).within(Duration.ofMillis(50));
    assertThat(answers.outcomesAt(Site.LOCAL)).isNotEmpty().containsOnly("lost");
    // One that was sent in the moment in which it lost may only reach the region now.
    Stage.await(
        scene.site().of(Site.LOCAL).counters().when(seen -> seen.cancelled() == seen.requests()));
  }

  /** The head of a stream comes long before its first byte. */
  private static Fault slow(Mode mode) {
    return mode == Mode.STREAM ? Fault.lateFirstByte(SLOW) : Fault.latency(SLOW);
  }
}

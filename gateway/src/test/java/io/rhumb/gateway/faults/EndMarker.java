package io.rhumb.gateway.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.rhumb.gateway.stub.Fault;
import java.time.Duration;

/** What a stream says of its end is between the region and the client: without a word of it, it passes as it came, and nobody is blamed. */
final class EndMarker extends FaultRow {

  EndMarker() {
    super("11", "stream without its end marker");
  }

  /** Only streams have an end marker. */
  @Override
  Verdict expected(Mode mode) {
    return mode == Mode.STREAM ? Verdict.PASS : Verdict.NONE;
  }

  @Override
  void play(Scene scene) {
    scene.warmUp();
    scene.site().fault(Fault.noEnd(), Site.LOCAL);
    Answers answers = scene.sheet().add(scene.client().send(scene.form().pick(20, 200)));
    scene.sheet().reached(scene.site().reached(Site.LOCAL));

    answers
        .withStatus(200)
        .within(Duration.ZERO)
        .each(
            "as it is",
            answer ->
                Chat.text(answer.body()).equals(Chat.WHOLE) && !answer.body().contains(Chat.END));
    assertThat(answers.attempts()).containsOnly(scene.won(Site.LOCAL + " primary"));
    assertThat(scene.site().reached(Site.LOCAL)).isEqualTo(answers.all().size());
  }
}

package io.rhumb.gateway.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.rhumb.gateway.stub.Effect;
import io.rhumb.gateway.stub.Extent;
import io.rhumb.gateway.stub.Fault;
import java.time.Duration;

/** What the local region cuts behind its head, the next has an opinion of its own on: that is the answer, and the third is not asked. */
final class NextRefuses extends FaultRow {

  private static final String REFUSAL =
      "{\"error\":{\"code\":400,\"message\":\"not here\",\"status\":\"FAILED_PRECONDITION\"}}";

  NextRefuses() {
    super("14", "next region refuses what the first accepted");
  }

  @Override
  Site site(Stage stage, String model) {
    return super.site(stage, model).region(Site.LAST);
  }

  @Override
  void play(Scene scene) {
    scene.warmUp();
    scene.site().fault(Fault.truncate(Extent.events(0)), Site.LOCAL);
    scene.site().fault(new Fault(new Effect.Status(400, null, null, REFUSAL), 1), Site.NEXT);
    Answers answers = scene.sheet().add(scene.client().send(scene.form().pick(20, 200)));
    scene.sheet().reached(scene.site().reached(Site.LOCAL));

    answers
        .withStatus(400)
        .within(Duration.ZERO)
        .each("as it is", answer -> answer.body().equals(REFUSAL))
        .each("from the next region", answer -> answer.target().equals(Site.NEXT));
    assertThat(answers.outcomesAt(Site.LOCAL)).isNotEmpty().containsOnly("connection-lost");
    assertThat(scene.site().reached(Site.LAST)).isZero();
  }
}

package io.rhumb.gateway.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.rhumb.gateway.stub.Effect;
import io.rhumb.gateway.stub.Fault;
import java.time.Duration;

/** An answer that another region would give too goes to the client as it is, after one attempt; and nobody is blamed for it. */
final class AsItIs extends FaultRow {

  private final int status;
  private final String body;
  private final String outcome;

  AsItIs(String number, String fault, int status, String body, String outcome) {
    super(number, fault);
    this.status = status;
    this.body = body;
    this.outcome = outcome;
  }

  @Override
  void play(Scene scene) {
    scene.warmUp();
    scene.site().fault(new Fault(new Effect.Status(status, null, null, body), 1), Site.LOCAL);
    Answers answers = scene.sheet().add(scene.client().send(scene.form().pick(20, 200)));
    scene.sheet().reached(scene.site().reached(Site.LOCAL));

    answers.withStatus(status).within(Duration.ZERO).each("as it is", answer -> answer
        .body()
        .equals(body));
    assertThat(answers.attempts()).containsOnly(Site.LOCAL + " primary " + outcome);
    assertThat(scene.site().reached(Site.LOCAL)).isEqualTo(answers.all().size());
    assertThat(scene.site().reached(Site.NEXT)).isZero();
  }
}

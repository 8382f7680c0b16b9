package io.rhumb.gateway.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.rhumb.gateway.stub.Effect;
import io.rhumb.gateway.stub.Fault;
import java.time.Duration;

/** What is inside of an answer is none of the gateway's business; whether it is whole is. */
final class MalformedBody extends FaultRow {

  private static final String NO_JSON = "{\"predictions\":[1.0,2.0,";

  MalformedBody() {
    super("10", "malformed body; broken chunk encoding");
  }

  @Override
  Verdict expected(Mode mode) {
    return mode == Mode.STREAM ? Verdict.HONEST : Verdict.PASS;
  }

  @Override
  void play(Scene scene) {
    scene.warmUp();
    scene.site().fault(new Fault(new Effect.Status(200, null, null, NO_JSON), 1), Site.LOCAL);
    Answers malformed = scene.sheet().add(scene.client().send(scene.form().pick(5, 50)));
    scene.site().fault(Fault.badChunk(), Site.LOCAL);
    // Fewer than open the breaker.
    Answers broken = scene.sheet().add(scene.client().send(Breakers.FAILURES_TO_OPEN - 1));
    scene.sheet().reached(scene.site().reached(Site.LOCAL));

    malformed.withStatus(200).within(Duration.ZERO).each("as it is", answer -> answer
        .body()
        .equals(NO_JSON));
    assertThat(malformed.attempts()).containsOnly(Site.LOCAL + " primary success");
    broken.within(Duration.ZERO);
    if (scene.mode() == Mode.STREAM) {
      broken.brokenOff().afterOneAttempt();
    } else {
      broken.predictedBy(Site.NEXT);
      assertThat(broken.outcomesAt(Site.LOCAL)).containsOnly("connection-lost");
    }
  }
}

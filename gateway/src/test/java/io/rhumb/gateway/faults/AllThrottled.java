package io.rhumb.gateway.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.rhumb.gateway.stub.Fault;
import java.time.Duration;
import java.util.List;

/** No region has quota. The client is told when the first will, and nobody is asked before that. */
final class AllThrottled extends FaultRow {

  private static final int LEAST_SECONDS = 30;

  AllThrottled() {
    super("19", "all regions 429");
  }

  @Override
  Verdict expected(Mode mode) {
    return Verdict.HONEST;
  }

  @Override
  Site site(Stage stage, String model) {
    return super.site(stage, model).region(Site.LAST);
  }

  @Override
  void play(Scene scene) {
    scene.warmUp();
    scene.site().fault(Fault.status(429, 2 * LEAST_SECONDS), Site.LOCAL);
    scene.site().fault(Fault.status(429, LEAST_SECONDS), Site.NEXT);
    scene.site().fault(Fault.status(429, 3 * LEAST_SECONDS), Site.LAST);
    long began = System.nanoTime();
    Answers answers = scene.sheet().add(scene.client().send(scene.form().pick(50, 500)));
    long elapsedSeconds = 1 + Duration.ofNanos(System.nanoTime() - began).toSeconds();
    scene.sheet().reached(scene.site().reached(Site.LOCAL));

    answers.withStatus(429).within(Duration.ZERO);
    List<Long> seconds = answers.all().stream()
        .map(answer -> Long.parseLong(answer.header("retry-after")))
        .toList();
    assertThat(seconds).allMatch(s -> s <= LEAST_SECONDS && s >= LEAST_SECONDS - elapsedSeconds);
    assertThat(scene.site().regions()).allMatch(region -> region.counters().requests() == 1);
  }
}

package io.rhumb.gateway.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.rhumb.gateway.stub.Fault;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Two regions fail in different ways, now and then. What the headers of all answers say, what the metrics say and what the regions
 * themselves have counted is the same, attempt by attempt. (Log and trace are not compared yet.)
 */
final class Accounting extends FaultRow {

  /** Each outcome that may occur here, and the status with which a region brings it about. */
  private static final Map<String, Integer> STATUSES =
      Map.of("success", 200, "internal-error", 500, "unavailable", 503);

  private static final double SHARE = 0.1;

  Accounting() {
    super("16", "accounting: headers and metrics (log and trace later)");
  }

  @Override
  Site site(Stage stage, String model) {
    return super.site(stage, model).region(Site.LAST);
  }

  @Override
  boolean quiet() {
    return true;
  }

  @Override
  void play(Scene scene) {
    scene.warmUp();
    Figures before = Figures.of(scene);
    scene.site().fault(Fault.status(500).withShare(SHARE), Site.LOCAL);
    scene.site().fault(Fault.status(503).withShare(SHARE), Site.NEXT);
    Answers answers = scene
        .sheet()
        .add(scene.client().pace(scene.form().pick(150, 1_500), Duration.ofMillis(20)));
    scene.site().awaitQuiet();
    scene.sheet().reached(scene.site().reached(Site.LOCAL));
    Figures after = Figures.of(scene);

    answers.predicted();
    for (String region : List.of(Site.LOCAL, Site.NEXT, Site.LAST)) {
      STATUSES.forEach((outcome, status) -> {
        String word = status == 200 ? scene.mode().won() : outcome;
        long told = answers.outcomesAt(region).stream().filter(word::equals).count();
        long counted = after.attempts(region, outcome) - before.attempts(region, outcome);
        long happened = scene.site().of(region).counters().answered(status);
        assertThat(List.of(told, counted)).as(region + " " + outcome).containsOnly(happened);
      });
      assertThat(scene.site().reached(region))
          .isEqualTo(answers.outcomesAt(region).size());
    }
    assertThat(answers.outcomesAt(Site.LOCAL)).contains("internal-error");
    assertLatencies(answers, after.seconds() - before.seconds());
    assertThat(after.requests() - before.requests()).isEqualTo(answers.all().size());
  }

  /** An attempt is a part of its request at the gateway, and that is a part of the client's wait. */
  private static void assertLatencies(Answers answers, double gatewaySeconds) {
    double attempts = answers.all().stream().mapToLong(Answer::attemptMillis).sum() / 1e3;
    double clients = answers.all().stream().mapToLong(Answer::nanos).sum() / 1e9;
    assertThat(gatewaySeconds).isBetween(attempts, clients);
  }
}

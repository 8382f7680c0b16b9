package io.rhumb.gateway.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.rhumb.gateway.stub.Fault;
import io.rhumb.gateway.stub.ServiceProfile;
import java.time.Duration;

/**
 * All regions slow down at once, so that no other is quicker: hedges cannot help, and must not make it worse. Whoever cannot wait is
 * told so when his time is up.
 */
final class TenTimesSlower extends FaultRow {

  private static final Duration USUAL = Duration.ofMillis(20);
  private static final Duration PERIOD = Duration.ofMillis(20);
  private static final double BUDGET = 0.1;
  private static final int IMPATIENT = 5;
  private static final Duration PATIENCE = Duration.ofMillis(100);

  TenTimesSlower() {
    super("21", "everything ten times slower, with `hedged`");
  }

  @Override
  boolean quiet() {
    return true;
  }

  @Override
  Site site(Stage stage, String model) {
    ServiceProfile service = ServiceProfile.IMMEDIATE.withTime(USUAL, 0.1);
    return new Site(stage, model)
        .strategy("{hedged: {of: local-first, budget: 10%}}")
        .region(Site.LOCAL, config -> config.withService(service))
        .region(Site.NEXT, config -> config.withService(service));
  }

  @Override
  void play(Scene scene) {
    scene.warmUp();
    int requests = scene.form().pick(150, 1_500);
    Answers before = scene.client().pace(requests, PERIOD);
    scene.site().regions().forEach(region -> region.counters().reset());
    scene.site().fault(Fault.latency(USUAL.multipliedBy(9)), Site.LOCAL, Site.NEXT);
    Answers slow = scene.sheet().add(scene.client().pace(requests, PERIOD));
    scene.sheet().reached(scene.site().reached(Site.LOCAL));
    Answers impatient = scene.client().send(IMPATIENT, "x-server-timeout", "0.1");
    long hedges = before
        .and(slow)
        .and(impatient)
        .attempts()
        .filter(attempt -> attempt.contains(" hedge "))
        .count();

    before.and(slow).predicted().within(USUAL.multipliedBy(10));
    impatient.withStatus(504).within(PATIENCE);
    // From the first request on, over any time; those that warmed up count too.
    assertThat(hedges).isLessThanOrEqualTo((long) (BUDGET * (2 * requests + IMPATIENT + 15)));
  }
}

package io.rhumb.gateway.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

/** The token is refused before its end: one new token is fetched, however many requests need it, and nobody notices. */
final class RevokedToken extends FaultRow {

  private static final int AT_ONCE = 20;

  RevokedToken() {
    super("23d", "401: the token was revoked");
  }

  @Override
  boolean alone() {
    return true;
  }

  @Override
  Site site(Stage stage, String model) {
    return super.site(stage, model).metadata(Duration.ofHours(1));
  }

  @Override
  boolean quiet() {
    return true;
  }

  @Override
  void play(Scene scene) {
    scene.warmUp();
    Site site = scene.site();
    scene.outliveForcedRefresh();
    long fetched = site.metadata().tokenRequests();
    site.revokeToken();
    Answers answers = scene.sheet().add(scene.client().sendAtOnce(AT_ONCE));
    scene.sheet().reached(site.of(Site.LOCAL).counters().answered(401));

    answers.predicted().within(Duration.ZERO);
    assertThat(answers.attempts()).allMatch(attempt -> attempt.endsWith(scene.won(" primary")));
    assertThat(site.metadata().tokenRequests()).isEqualTo(fetched + 1);
    assertThat(site.of(Site.LOCAL).counters().answered(401)).isBetween(1L, (long) AT_ONCE);
  }
}

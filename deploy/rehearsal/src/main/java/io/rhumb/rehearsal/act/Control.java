package io.rhumb.rehearsal.act;

import io.rhumb.rehearsal.stage.Region;
import java.util.List;

/** The control experiment: were failover broken, would anybody notice? */
final class Control implements Act {

  /** Requests that must fail before a breaker can open; from then on the next region is asked first, without failover. */
  private static final int UNTIL_THE_BREAKER = 4;

  @Override
  public String name() {
    return "control";
  }

  @Override
  public String title() {
    return "As vertex-errors, for a model without failover: clients must see errors, or the other acts prove nothing.";
  }

  @Override
  public int attempts() {
    return 1;
  }

  @Override
  public void strike(Scene scene) {
    scene.site(Region.CENTRAL).standIn().fault("{\"kind\":\"status\",\"status\":503}");
  }

  @Override
  public void heal(Scene scene) {
    scene.site(Region.CENTRAL).standIn().heal();
  }

  @Override
  public List<Criterion> judge(Course course) {
    long errors = Numbers.errors(Course.of(Region.CENTRAL, course.during()));
    return List.of(new Criterion(
        "errors that clients of " + Region.CENTRAL.name() + " saw meanwhile",
        String.valueOf(errors),
        "at least " + UNTIL_THE_BREAKER,
        errors >= UNTIL_THE_BREAKER,
        false));
  }
}

package io.rhumb.rehearsal.act;

import io.rhumb.rehearsal.stage.Region;
import io.rhumb.rehearsal.traffic.Sample;
import java.util.List;

/** The control experiment: were failover broken, would anybody notice? */
final class Control implements Act {

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
    List<Sample> settled = Course.of(Region.CENTRAL, course.settled());
    long errors = Numbers.errors(settled);
    return List.of(
        new Criterion(
            "errors that clients of " + Region.CENTRAL.name() + " saw meanwhile",
            errors + " of " + settled.size(),
            "at least 90 %",
            errors >= 0.9 * settled.size() && !settled.isEmpty(),
            false),
        Criteria.othersUndisturbed(Region.CENTRAL, course));
  }
}

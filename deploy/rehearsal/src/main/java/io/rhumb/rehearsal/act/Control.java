package io.rhumb.rehearsal.act;

import io.rhumb.rehearsal.stage.Region;
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
    Criterion none = Criteria.noErrors(course);
    return List.of(
        new Criterion(none.what(), none.measured(), "some", Numbers.errors(course.samples()) > 0));
  }
}

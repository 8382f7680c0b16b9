package io.rhumb.rehearsal.act;

import io.rhumb.rehearsal.stage.Region;
import io.rhumb.rehearsal.traffic.Sample;
import java.util.List;

/** A region is well, but slow. */
final class SlowRegion implements Act {

  @Override
  public String name() {
    return "slow-region";
  }

  @Override
  public String title() {
    return "Answers of the stand-in of us-central1 come 400 ms later; the model is routed by latency, and hedged.";
  }

  @Override
  public String strategy() {
    return "{hedged: {of: latency-weighted, budget: 5%}}";
  }

  @Override
  public void strike(Scene scene) {
    scene.site(Region.CENTRAL).standIn().fault("{\"kind\":\"latency\",\"millis\":400}");
  }

  @Override
  public void heal(Scene scene) {
    scene.site(Region.CENTRAL).standIn().heal();
  }

  @Override
  public List<Criterion> judge(Course course) {
    List<Sample> settled = Course.of(Region.CENTRAL, course.settled());
    return List.of(
        Criteria.noErrors(course),
        Criteria.answeredBy(Region.EAST, "once noticed", settled, 0.9),
        Criteria.quick("once noticed", 0.9, settled, Region.CENTRAL.roundTrip(Region.EAST)),
        // A few requests find out how the other regions do: that is what latency-weighted is.
        Criteria.othersUndisturbed(Region.CENTRAL, course, 0.95));
  }
}

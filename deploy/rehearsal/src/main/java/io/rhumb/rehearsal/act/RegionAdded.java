package io.rhumb.rehearsal.act;

import io.rhumb.rehearsal.stage.Region;
import io.rhumb.rehearsal.traffic.Sample;
import java.time.Duration;
import java.util.List;

/** A region is added, for clients who were served from afar. */
final class RegionAdded implements Act {

  @Override
  public String name() {
    return "region-added";
  }

  @Override
  public String title() {
    return "asia-northeast1 is added: stand-in, gateway, a target in every configuration, a server at every edge.";
  }

  @Override
  public Region focus() {
    return Region.ASIA;
  }

  @Override
  public void prepare(Scene scene) {
    scene.stage().openEdge(Region.ASIA);
    scene.clients().add(Region.ASIA);
  }

  @Override
  public void strike(Scene scene) {
    scene.stage().openRegion(Region.ASIA);
  }

  @Override
  public void heal(Scene scene) {}

  @Override
  public List<Criterion> judge(Course course) {
    List<Sample> before = Course.of(Region.ASIA, course.before());
    List<Sample> after = Course.of(Region.ASIA, course.after());
    return List.of(
        Criteria.noErrors(course),
        Criteria.servedBy(Region.CENTRAL, "before", before, 0.99),
        Criteria.quick("before", 0.9, before, Region.ASIA.connectAndAsk(Region.CENTRAL)),
        Criteria.servedBy(Region.ASIA, "after", after, 0.99),
        Criteria.answeredBy(Region.ASIA, "after", after, 0.99),
        Criteria.quick("after", 0.9, after, Duration.ZERO));
  }
}

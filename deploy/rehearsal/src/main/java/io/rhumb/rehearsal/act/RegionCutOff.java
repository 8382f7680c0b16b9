package io.rhumb.rehearsal.act;

import io.rhumb.rehearsal.stage.Region;
import io.rhumb.rehearsal.stage.Site;
import io.rhumb.rehearsal.traffic.Sample;
import java.util.List;

/** A whole region vanishes, its gateway too. */
final class RegionCutOff implements Act {

  @Override
  public String name() {
    return "region-cut-off";
  }

  @Override
  public String title() {
    return "Packets to and from us-central1 vanish: its gateway and its PSC address, for the load balancer and all other regions.";
  }

  @Override
  public void strike(Scene scene) {
    scene.site(Region.CENTRAL).uplink().cut();
  }

  @Override
  public void heal(Scene scene) {
    Site site = scene.site(Region.CENTRAL);
    site.uplink().mend();
    scene.stage().awaitSends(Region.CENTRAL, true);
  }

  @Override
  public List<Criterion> judge(Course course) {
    List<Sample> settled = Course.of(Region.CENTRAL, course.settled());
    List<Sample> after = Course.of(Region.CENTRAL, course.after());
    return List.of(
        Criteria.noErrorsButInFlight(course),
        Criteria.servedBy(Region.EAST, "once noticed", settled, Criteria.FROM_AFAR),
        Criteria.answeredBy(Region.EAST, "once noticed", settled, Criteria.FROM_AFAR),
        Criteria.quick("once noticed", 0.9, settled, Region.CENTRAL.connectAndAsk(Region.EAST)),
        Criteria.othersUndisturbed(Region.CENTRAL, course),
        Criteria.servedBy(Region.CENTRAL, "again, after", after, 0.9));
  }
}

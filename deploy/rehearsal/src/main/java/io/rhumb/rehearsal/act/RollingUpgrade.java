package io.rhumb.rehearsal.act;

import io.rhumb.rehearsal.stage.Gateway;
import io.rhumb.rehearsal.stage.Region;
import io.rhumb.rehearsal.traffic.Sample;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Every gateway is told to end, ends, and is started again, one region after another. As Cloud Run does when a revision replaces
 * another, new requests go elsewhere first; those in flight are the gateway's to finish.
 */
final class RollingUpgrade implements Act {

  private static final Duration SERVICE = Duration.ofMillis(100);

  private final List<Criterion> ends = new ArrayList<>();

  @Override
  public String name() {
    return "rolling-upgrade";
  }

  @Override
  public String title() {
    return "Each gateway in turn gets no new requests and SIGTERM, and is started again, while answers take 100 ms so that some are in flight.";
  }

  @Override
  public void prepare(Scene scene) {
    String late = "{\"kind\":\"latency\",\"millis\":" + SERVICE.toMillis() + "}";
    Region.FIRST.forEach(region -> scene.site(region).standIn().fault(late));
  }

  @Override
  public void strike(Scene scene) {
    Region.FIRST.forEach(region -> restart(scene, region));
  }

  @Override
  public void heal(Scene scene) {
    Region.FIRST.forEach(region -> scene.site(region).standIn().heal());
  }

  @Override
  public List<Criterion> judge(Course course) {
    List<Criterion> criteria = new ArrayList<>(ends);
    List<Sample> during = Course.of(Region.CENTRAL, course.during());
    Duration way = SERVICE.plus(Region.CENTRAL.connectAndAsk(Region.EAST));
    criteria.add(Criteria.noErrors(course));
    criteria.add(Criteria.quick("meanwhile", 0.9, during, way));
    for (Region region : Region.FIRST) {
      List<Sample> after = Course.of(region, course.after());
      criteria.add(Criteria.servedBy(region, "after, for its own clients", after, 0.99));
    }
    return criteria;
  }

  private void restart(Scene scene, Region region) {
    Gateway gateway = scene.site(region).gateway();
    scene.stage().drain(region, true);
    int code = gateway.terminate();
    ends.add(new Criterion(
        "exit code of the gateway of " + region.name(), String.valueOf(code), "0", code == 0));
    gateway.start();
    gateway.awaitReady();
    scene.stage().drain(region, false);
    scene.stage().awaitSends(region, true);
  }
}

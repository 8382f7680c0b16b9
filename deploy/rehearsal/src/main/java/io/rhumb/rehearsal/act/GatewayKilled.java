package io.rhumb.rehearsal.act;

import io.rhumb.rehearsal.stage.Gateway;
import io.rhumb.rehearsal.stage.Region;
import io.rhumb.rehearsal.traffic.Sample;
import java.util.List;

/** A gateway dies without a word. What it had in flight is lost, since a load balancer sends no POST twice; nothing else is. */
final class GatewayKilled implements Act {

  @Override
  public String name() {
    return "gateway-killed";
  }

  @Override
  public String title() {
    return "The gateway of us-central1 is killed with SIGKILL, while answers take 100 ms so that some are in flight.";
  }

  @Override
  public void prepare(Scene scene) {
    scene.site(Region.CENTRAL).standIn().fault("{\"kind\":\"latency\",\"millis\":100}");
  }

  @Override
  public void strike(Scene scene) {
    scene.site(Region.CENTRAL).gateway().kill();
  }

  @Override
  public void heal(Scene scene) {
    Gateway gateway = scene.site(Region.CENTRAL).gateway();
    gateway.start();
    gateway.awaitReady();
    scene.stage().awaitSends(Region.CENTRAL, true);
    scene.site(Region.CENTRAL).standIn().heal();
  }

  @Override
  public List<Criterion> judge(Course course) {
    List<Sample> settled = Course.of(Region.CENTRAL, course.settled());
    List<Sample> after = Course.of(Region.CENTRAL, course.after());
    return List.of(
        Criteria.noErrorsButInFlight(course),
        Criteria.servedBy(Region.EAST, "once noticed", settled, Criteria.FROM_AFAR),
        Criteria.quick("once noticed", 0.9, settled, Region.CENTRAL.connectAndAsk(Region.EAST)),
        Criteria.othersUndisturbed(Region.CENTRAL, course),
        Criteria.servedBy(Region.CENTRAL, "again, after", after, 0.9),
        Criteria.answeredBy(Region.CENTRAL, "again, after", after, 0.9));
  }
}

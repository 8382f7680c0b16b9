package io.rhumb.rehearsal.act;

import io.rhumb.rehearsal.stage.Gateway;
import io.rhumb.rehearsal.stage.Region;
import io.rhumb.rehearsal.stage.Stage;
import io.rhumb.rehearsal.traffic.Sample;
import java.util.ArrayList;
import java.util.List;

/** The configuration changes under load: first well, then to something that is none, then back. */
final class ConfigChange implements Act {

  private final List<Criterion> seen = new ArrayList<>();

  @Override
  public String name() {
    return "config-change";
  }

  @Override
  public String title() {
    return "The model's strategy is changed to prefer us-east4 while requests run; then half a configuration is written.";
  }

  @Override
  public void strike(Scene scene) {
    Stage stage = scene.stage();
    Gateway gateway = scene.site(Region.CENTRAL).gateway();
    int generation = gateway.generation();
    stage.change(scene.model().withStrategy("{priority: {order: [us-east4]}}"));
    gateway.awaitGeneration(generation + 1);
    String whole = stage.configOf(Region.CENTRAL);
    gateway.configure(whole.substring(0, whole.length() / 2) + "\n  {");
    gateway.awaitRefusal();
    seen.add(new Criterion(
        "generation in force after half a configuration",
        String.valueOf(gateway.generation()),
        String.valueOf(generation + 1),
        gateway.generation() == generation + 1,
        false));
  }

  @Override
  public void heal(Scene scene) {
    Gateway gateway = scene.site(Region.CENTRAL).gateway();
    int generation = gateway.generation();
    scene.stage().change(scene.model());
    gateway.awaitGeneration(generation + 1);
  }

  @Override
  public List<Criterion> judge(Course course) {
    List<Criterion> criteria = new ArrayList<>(seen);
    List<Sample> settled = Course.of(Region.CENTRAL, course.settled());
    List<Sample> after = Course.of(Region.CENTRAL, course.after());
    criteria.addAll(List.of(
        Criteria.noErrors(course),
        Criteria.answeredBy(
            Region.CENTRAL, "before", Course.of(Region.CENTRAL, course.before()), 0.99),
        Criteria.answeredBy(Region.EAST, "as the change says", settled, Criteria.FROM_AFAR),
        Criteria.answeredBy(Region.CENTRAL, "after it was taken back", after, 0.95)));
    return criteria;
  }
}

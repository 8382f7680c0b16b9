package io.rhumb.rehearsal.act;

import io.rhumb.rehearsal.stage.Region;
import java.util.List;

/** A region has no quota left, and does not say for how long. */
final class QuotaExhausted implements Act {

  private final Elsewhere elsewhere = new Elsewhere();

  @Override
  public String name() {
    return "quota-exhausted";
  }

  @Override
  public String title() {
    return "The stand-in of us-central1 answers every request with 429, without Retry-After.";
  }

  @Override
  public void strike(Scene scene) {
    scene.site(Region.CENTRAL).standIn().fault("{\"kind\":\"status\",\"status\":429}");
  }

  @Override
  public void heal(Scene scene) {
    scene.site(Region.CENTRAL).standIn().heal();
    elsewhere.awaitReturn(scene);
  }

  @Override
  public List<Criterion> judge(Course course) {
    return elsewhere.judge(course);
  }
}

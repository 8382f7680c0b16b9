package io.rhumb.rehearsal.act;

import io.rhumb.rehearsal.stage.Region;
import java.util.List;

/** Vertex AI answers, but not what it should. */
final class VertexErrors implements Act {

  private final Elsewhere elsewhere = new Elsewhere();

  @Override
  public String name() {
    return "vertex-errors";
  }

  @Override
  public String title() {
    return "The stand-in of us-central1 answers every request with 503.";
  }

  @Override
  public void strike(Scene scene) {
    scene.site(Region.CENTRAL).standIn().fault("{\"kind\":\"status\",\"status\":503}");
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

package io.rhumb.rehearsal.act;

import io.rhumb.rehearsal.stage.Region;
import io.rhumb.rehearsal.stage.StandIn;
import java.util.List;

/** Vertex AI is gone in one region: connections are refused. */
final class VertexOut implements Act {

  private static final int HANDSHAKES = 5;

  private final Elsewhere elsewhere = new Elsewhere();

  @Override
  public String name() {
    return "vertex-out";
  }

  @Override
  public String title() {
    return "The stand-in of us-central1 is killed with SIGKILL: connections break, new ones are refused.";
  }

  @Override
  public void strike(Scene scene) {
    scene.site(Region.CENTRAL).standIn().kill();
  }

  @Override
  public void heal(Scene scene) {
    StandIn standIn = scene.site(Region.CENTRAL).standIn();
    standIn.start();
    standIn.awaitStart();
    // Its first handshakes take a second or two, which is not what the acts after this one are
    // about.
    for (int i = 0; i < HANDSHAKES; i++) {
      scene.site(Region.CENTRAL).connectTime(Region.CENTRAL);
    }
    elsewhere.awaitReturn(scene);
  }

  @Override
  public List<Criterion> judge(Course course) {
    return elsewhere.judge(course);
  }
}

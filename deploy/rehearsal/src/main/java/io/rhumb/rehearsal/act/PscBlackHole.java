package io.rhumb.rehearsal.act;

import io.rhumb.rehearsal.stage.Region;
import io.rhumb.rehearsal.traffic.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A service attachment is gone: what is sent to its address vanishes, on connections that stand too. */
final class PscBlackHole implements Act {

  /** An attempt may take 2 s, and the next one needs its time too. */
  private static final double WORST_MILLIS = 3000;

  private final Elsewhere elsewhere = new Elsewhere();

  @Override
  public String name() {
    return "psc-black-hole";
  }

  @Override
  public String title() {
    return "Packets to and from the PSC address of us-central1 vanish.";
  }

  @Override
  public void strike(Scene scene) {
    scene.site(Region.CENTRAL).psc().cut();
  }

  @Override
  public void heal(Scene scene) {
    scene.site(Region.CENTRAL).psc().mend();
    elsewhere.awaitReturn(scene);
  }

  @Override
  public List<Criterion> judge(Course course) {
    List<Criterion> criteria = new ArrayList<>(elsewhere.judge(course));
    List<Sample> during = Course.of(Region.CENTRAL, course.during());
    double worst = Numbers.latency(during, 1);
    criteria.add(new Criterion(
        "longest wait meanwhile",
        String.format(Locale.ROOT, "%.0f ms", worst),
        String.format(Locale.ROOT, "at most %.0f ms", WORST_MILLIS),
        worst <= WORST_MILLIS));
    return criteria;
  }
}

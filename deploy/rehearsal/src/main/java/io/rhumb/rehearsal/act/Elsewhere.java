package io.rhumb.rehearsal.act;

import io.rhumb.rehearsal.network.Eventually;
import io.rhumb.rehearsal.stage.Gateway;
import io.rhumb.rehearsal.stage.Region;
import io.rhumb.rehearsal.traffic.Sample;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What must come of it when the first region's target cannot answer: the next one does, nobody else is concerned, and it returns. */
final class Elsewhere {

  private static final Region LOST = Region.CENTRAL;
  private static final Region NEXT = Region.EAST;

  /**
   * A breaker is open for five seconds and a fifth, and then one request in twenty may try; a cooldown may have doubled three times.
   */
  private static final Duration RETURN = Duration.ofSeconds(15);

  private final List<Criterion> criteria = new ArrayList<>();
  private boolean returned;

  /** Waits until requests go there again, if there is time for that. */
  void awaitReturn(Scene scene) {
    if (!scene.patient()) {
      return;
    }
    Gateway gateway = scene.site(LOST).gateway();
    long begin = System.nanoTime();
    Eventually.holds(
        "return of " + LOST.name(),
        () -> gateway.availability(scene.model(), LOST).equals("admitted"));
    returned = true;
    Duration took = Duration.ofNanos(System.nanoTime() - begin);
    criteria.add(new Criterion(
        "target taken back after",
        String.format(Locale.ROOT, "%.1f s", took.toMillis() / 1e3),
        "at most " + RETURN.toSeconds() + " s",
        took.compareTo(RETURN) <= 0));
  }

  List<Criterion> judge(Course course) {
    List<Sample> settled = Course.of(LOST, course.settled());
    criteria.addAll(List.of(
        Criteria.noErrors(course),
        Criteria.answeredBy(LOST, "before", Course.of(LOST, course.before()), 0.9),
        Criteria.answeredBy(NEXT, "once noticed", settled, Criteria.FROM_AFAR),
        Criteria.quick("once noticed", 0.9, settled, LOST.roundTrip(NEXT)),
        Criteria.othersUndisturbed(LOST, course)));
    if (returned) {
      // It gets its requests back by and by, a tenth every two seconds: some are enough.
      List<Sample> after = Course.of(LOST, course.after());
      criteria.add(Criteria.answeredBy(LOST, "again, after", after, 0.01));
    }
    return List.copyOf(criteria);
  }
}

package io.rhumb.rehearsal.act;

import io.rhumb.rehearsal.stage.Region;
import io.rhumb.rehearsal.traffic.Sample;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Nothing befalls: what everything else is measured against. And whether the regions are as far apart as they should be. */
final class Normal implements Act {

  private final List<Criterion> distances = new ArrayList<>();

  @Override
  public String name() {
    return "normal";
  }

  @Override
  public String title() {
    return "All is well.";
  }

  @Override
  public void prepare(Scene scene) {
    for (Region from : scene.stage().regions()) {
      for (Region to : scene.stage().regions()) {
        if (from.number() < to.number()) {
          distances.add(distance(scene, from, to));
        }
      }
    }
  }

  @Override
  public void strike(Scene scene) {}

  @Override
  public void heal(Scene scene) {}

  @Override
  public List<Criterion> judge(Course course) {
    List<Criterion> criteria = new ArrayList<>(distances);
    criteria.add(Criteria.noErrors(course));
    for (Region region : Region.FIRST) {
      List<Sample> own = Course.of(region, course.samples());
      criteria.add(Criteria.answeredBy(region, "for its own clients", own, 0.95));
      criteria.add(Criteria.quick("in " + region.name(), 0.9, own, Duration.ZERO));
    }
    for (String client : List.of("load", "curl", "sdk")) {
      long asked = course.samples().stream()
          .filter(sample -> sample.client().equals(client))
          .count();
      criteria.add(
          new Criterion("requests of " + client, String.valueOf(asked), "some", asked > 0));
    }
    return criteria;
  }

  /** A TCP handshake from one region's gateway to another's PSC address takes one round trip, and has no shorter way. */
  private static Criterion distance(Scene scene, Region from, Region to) {
    // The least of a few: the links lose a packet in a thousand, whose repeat takes a second.
    // A shorter way would show all the same.
    Duration measured = Stream.generate(() -> scene.site(from).connectTime(to))
        .limit(3)
        .min(Comparator.naturalOrder())
        .orElseThrow();
    Duration expected = from.roundTrip(to);
    boolean met =
        measured.compareTo(expected) >= 0 && measured.compareTo(expected.plusMillis(50)) <= 0;
    return new Criterion(
        "TCP connect from " + from.name() + " to the PSC address of " + to.name(),
        measured.toMillis() + " ms",
        expected.toMillis() + " to " + (expected.toMillis() + 50) + " ms",
        met);
  }
}

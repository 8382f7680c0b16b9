package io.rhumb.simulator;

import io.rhumb.simulator.scenario.Condition;
import io.rhumb.simulator.scenario.Incident;
import java.util.List;
import java.util.function.Function;

/** Makes incidents happen. */
final class Incidents {

  private Incidents() {}

  /** Schedules them all. Ends come first, so that what begins at the instant at which another ends does begin. */
  static void schedule(
      List<Incident> incidents, Function<String, Region> regions, EventQueue events) {
    for (Incident incident : incidents) {
      phases(
          incident,
          (from, to) -> change(to, regions.apply(incident.region()), Condition.WELL, events));
    }
    for (Incident incident : incidents) {
      phases(
          incident,
          (from, to) ->
              change(from, regions.apply(incident.region()), incident.condition(), events));
    }
  }

  private static void change(long at, Region region, Condition condition, EventQueue events) {
    events.at(at, now -> region.become(condition, now));
  }

  private interface Phase {
    void lasts(long fromNanos, long toNanos);
  }

  private static void phases(Incident incident, Phase phase) {
    long end = incident.end().toNanos();
    long flap = incident.flap().toNanos();
    if (flap == 0) {
      phase.lasts(incident.at().toNanos(), end);
      return;
    }
    for (long from = incident.at().toNanos(); from < end; from += 2 * flap) {
      phase.lasts(from, Math.min(end, from + flap));
    }
  }
}

package io.rhumb.simulator.report;

import io.rhumb.simulator.scenario.Incident;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A while for which an incident is on without a break. */
record Phase(Duration from, Duration to) {

  /** More than this nobody can tell apart in a picture. */
  private static final int MOST = 200;

  /** Those of one incident, until the scenario ends; one for all if they are very many. */
  static List<Phase> of(Incident incident, Duration scenarioEnd) {
    Duration end = least(incident.end(), scenarioEnd);
    Duration on = incident.flap();
    Duration lasting = end.minus(incident.at());
    if (on.isZero() || lasting.dividedBy(on) > MOST) {
      return List.of(new Phase(incident.at(), end));
    }
    List<Phase> phases = new ArrayList<>();
    for (Duration at = incident.at(); at.compareTo(end) < 0; at = at.plus(on.multipliedBy(2))) {
      phases.add(new Phase(at, least(at.plus(on), end)));
    }
    return phases;
  }

  private static Duration least(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}

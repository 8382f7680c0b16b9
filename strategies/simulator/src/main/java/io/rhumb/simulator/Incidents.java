package io.rhumb.simulator;

import io.rhumb.simulator.scenario.Condition;
import io.rhumb.simulator.scenario.Incident;

/** Makes incidents happen. */
final class Incidents {

  private Incidents() {}

  static void schedule(Incident incident, Region region, EventQueue events) {
    long end = incident.end().toNanos();
    long flap = incident.flap().toNanos();
    begin(incident.at().toNanos(), end, flap, incident.condition(), region, events);
  }

  private static void begin(
      long at, long end, long flap, Condition condition, Region region, EventQueue events) {
    events.at(at, now -> {
      region.become(condition, now);
      boolean again = flap > 0 && now + 2 * flap < end;
      long over = flap > 0 ? Math.min(end, now + flap) : end;
      events.at(over, then -> region.become(Condition.WELL, then));
      if (again) {
        begin(now + 2 * flap, end, flap, condition, region, events);
      }
    });
  }
}

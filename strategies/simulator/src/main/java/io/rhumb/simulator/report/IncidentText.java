package io.rhumb.simulator.report;

import io.rhumb.simulator.scenario.Condition;
import io.rhumb.simulator.scenario.Incident;
import io.rhumb.simulator.scenario.Scenario;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** An incident in words: {@code us-central1: 6 times slower, from 90 s to 210 s}. */
final class IncidentText {

  private IncidentText() {}

  static String of(Incident incident, Scenario scenario) {
    String flap = incident.flap().isZero()
        ? ""
        : ", on and off for " + Numbers.seconds(incident.flap()) + " each";
    return incident.region() + ": " + text(incident.condition()) + flap + ", from "
        + Numbers.seconds(incident.at()) + end(incident.end(), scenario.duration());
  }

  private static String end(Duration end, Duration last) {
    return end.compareTo(last) < 0 ? " to " + Numbers.seconds(end) : " on";
  }

  private static String text(Condition condition) {
    List<String> parts = new ArrayList<>();
    switch (condition.reach()) {
      case DOWN -> parts.add("refuses connections");
      case BLACK_HOLE -> parts.add("swallows requests");
      case UP -> {}
    }
    if (condition.slowDown() != 1) {
      parts.add(Numbers.plain(condition.slowDown()) + " times slower");
    }
    if (condition.failing().share() > 0) {
      parts.add(Numbers.plain(100 * condition.failing().share()) + " % fail ("
          + condition.failing().outcome().name().toLowerCase(Locale.ROOT).replace('_', '-') + ")");
    }
    if (condition.quotaPerSecond() < Double.POSITIVE_INFINITY) {
      parts.add(Numbers.plain(condition.quotaPerSecond()) + " requests a second, then 429");
    }
    return String.join(", ", parts);
  }
}

package io.rhumb.simulator.scenario;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The scenarios that are shipped. They are fixed: a strategy is not judged by one that was changed for it. */
public final class ScenarioSuite {

  private static final List<String> NAMES = List.of(
      "balanced",
      "local-overload",
      "brown-out",
      "fail-fast",
      "black-hole",
      "quota",
      "flapping",
      "global-slowdown",
      "no-tail",
      "cold-start",
      "low-rate",
      "latency-step",
      "total-outage");

  private ScenarioSuite() {}

  /** The names, in the order in which reports list them. */
  public static List<String> names() {
    return NAMES;
  }

  /** All of them, in that order. */
  public static List<Scenario> all() {
    return NAMES.stream().map(ScenarioSuite::byName).toList();
  }

  /**
   * One of them.
   *
   * @throws IllegalArgumentException if there is none of that name
   */
  public static Scenario byName(String name) {
    if (!NAMES.contains(name)) {
      throw Check.invalid("scenario", name, "one of " + String.join(", ", NAMES));
    }
    return ScenarioReader.read(textOf(name));
  }

  static String textOf(String name) {
    try (InputStream in = ScenarioSuite.class.getResourceAsStream(name + ".yaml")) {
      if (in == null) {
        throw new IllegalStateException("scenario " + name + ": not in the jar");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("scenario " + name, e);
    }
  }
}

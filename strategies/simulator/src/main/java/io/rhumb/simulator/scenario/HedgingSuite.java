package io.rhumb.simulator.scenario;

import java.util.List;
import java.util.stream.Stream;

/**
 * The scenarios on which hedging is judged: some where a second request can help, some where it cannot. Fixed, as those of {@link
 * ScenarioSuite}.
 */
public final class HedgingSuite {

  private static final List<String> HELPS = List.of("stalls", "heavy-tail", "pauses", "mixed");
  private static final List<String> CANNOT_HELP =
      List.of("no-tail", "global-slowdown", "brown-out-everywhere", "saturation");

  private HedgingSuite() {}

  /** Where some requests are slow for a reason that another region does not share. */
  public static List<Scenario> helps() {
    return HELPS.stream().map(HedgingSuite::read).toList();
  }

  /** Where all requests are alike, or all regions equally slow. */
  public static List<Scenario> cannotHelp() {
    return CANNOT_HELP.stream().map(HedgingSuite::read).toList();
  }

  /**
   * One of them.
   *
   * @throws IllegalArgumentException if there is none of that name
   */
  public static Scenario byName(String name) {
    List<String> names = Stream.of(HELPS, CANNOT_HELP).flatMap(List::stream).toList();
    if (!names.contains(name)) {
      throw Check.invalid("scenario", name, "one of " + String.join(", ", names));
    }
    return read(name);
  }

  private static Scenario read(String name) {
    return ScenarioReader.read(ScenarioSuite.textOf("hedging/" + name));
  }
}

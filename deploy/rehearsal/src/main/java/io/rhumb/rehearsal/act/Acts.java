package io.rhumb.rehearsal.act;

import java.util.List;
import java.util.stream.Collectors;

/** The acts, in the order in which they are played. */
public final class Acts {

  /** What the short form plays: one of each kind of trouble. */
  private static final List<String> SHORT =
      List.of("normal", "control", "vertex-out", "psc-black-hole", "gateway-killed");

  private Acts() {}

  /** All of them, none played yet. */
  public static List<Act> all() {
    return List.of(
        new Normal(),
        new Control(),
        new VertexOut(),
        new VertexErrors(),
        new PscBlackHole(),
        new QuotaExhausted(),
        new SlowRegion(),
        new RegionCutOff(),
        new GatewayKilled(),
        new ConfigChange(),
        new RollingUpgrade(),
        new RegionAdded());
  }

  /** Those of the short form. */
  public static List<Act> few() {
    return named(SHORT);
  }

  /**
   * Those with these names.
   *
   * @throws IllegalArgumentException if one is not known
   */
  public static List<Act> named(List<String> names) {
    List<Act> acts = all();
    String known = acts.stream().map(Act::name).collect(Collectors.joining(", "));
    for (String name : names) {
      if (acts.stream().noneMatch(act -> act.name().equals(name))) {
        throw new IllegalArgumentException(
            "--acts: " + name + " (expected: some of " + known + ")");
      }
    }
    return acts.stream().filter(act -> names.contains(act.name())).toList();
  }
}

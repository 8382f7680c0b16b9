package io.rhumb.simulator.scenario;

import io.rhumb.engine.BudgetPolicy;
import io.rhumb.engine.Outcome;
import io.rhumb.simulator.scenario.Condition.Reach;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * Reads a scenario, of which this shows every key:
 *
 * <pre>
 * name: whole
 * about: One sentence that says what is tried.
 * duration: 5m                # requests arrive for so long
 * warm-up: 30s                # those of this while are not measured; default 0s
 * bounds:                     # the defaults
 *   timeout: 30s
 *   attempt-timeout: 10s
 *   attempts: 3
 *   breaker-reset: 5s
 *   budget: {extra: 10%, beside: 20%}
 * gateways:
 *   - region: us-central1     # their local one
 *     count: 3                # default 1
 *     requests-per-second: 112                         # of all three together
 *     round-trip: {us-central1: 2ms, us-east1: 30ms}   # to each target
 * regions:
 *   us-central1:
 *     servers: 16
 *     service: {shape: log-normal, mean: 100ms, sigma: 0.5}   # or exponential; sigma: default 0
 *     stall: {probability: 1%, duration: 2s}                  # default: never
 *     limit: 64                                               # inside at a time; beyond: 429; default: none
 *   us-east1: {servers: 16, service: {mean: 100ms}}
 * incidents:
 *   - region: us-central1
 *     at: 90s
 *     for: 2m                 # default: to the end
 *     flap: 8s                # on and off for so long each; default: on all the while
 *     slow-down: 6
 *     fail: {share: 90%, outcome: unavailable, after: 2ms}
 *     quota: 40               # requests a second; beyond: 429
 *     reach: up               # or down, black-hole
 * </pre>
 *
 * Unknown keys, missing units and values out of bounds are errors that name the key: {@code
 * regions.us-east1.servers: 0 (expected: >= 1)}.
 */
public final class ScenarioReader {

  private ScenarioReader() {}

  /**
   * Reads one YAML document.
   *
   * @throws IllegalArgumentException if it is no scenario; the message starts with the path of the first mistake
   */
  public static Scenario read(String yaml) {
    LoaderOptions options = new LoaderOptions();
    options.setAllowDuplicateKeys(false);
    Object document;
    try {
      document = new Yaml(new SafeConstructor(options)).load(yaml);
    } catch (YAMLException e) {
      throw new IllegalArgumentException("scenario: not YAML: " + e.getMessage(), e);
    }
    return scenario(Section.of("", document));
  }

  private static Scenario scenario(Section root) {
    Duration duration = root.duration("duration");
    Bounds bounds =
        root.optionalSection("bounds").map(ScenarioReader::bounds).orElse(Bounds.DEFAULT);
    // What is not said to end goes on until the last request has ended.
    Duration end = duration.plus(bounds.timeout());
    Scenario scenario = new Scenario(
        root.text("name"),
        root.text("about"),
        duration,
        root.duration("warm-up", Duration.ZERO),
        bounds,
        root.sections("gateways").stream().map(ScenarioReader::gateways).toList(),
        regions(root.section("regions")),
        root.sections("incidents").stream()
            .map(section -> incident(section, duration, end))
            .toList());
    root.rejectUnread();
    return scenario;
  }

  private static Bounds bounds(Section section) {
    Bounds bounds = new Bounds(
        section.duration("timeout", Bounds.DEFAULT.timeout()),
        section.duration("attempt-timeout", Bounds.DEFAULT.attemptTimeout()),
        section.integer("attempts", Bounds.DEFAULT.attempts()),
        section.duration("breaker-reset", Bounds.DEFAULT.breakerReset()),
        section
            .optionalSection("budget")
            .map(ScenarioReader::budget)
            .orElse(Bounds.DEFAULT.budget()));
    section.rejectUnread();
    return bounds;
  }

  private static BudgetPolicy budget(Section section) {
    BudgetPolicy budget = new BudgetPolicy(section.fraction("extra"), section.fraction("beside"));
    section.rejectUnread();
    return budget;
  }

  private static GatewayGroup gateways(Section section) {
    Section distances = section.section("round-trip");
    Map<String, Duration> roundTrips = new LinkedHashMap<>();
    for (String region : distances.keys()) {
      roundTrips.put(region, distances.duration(region));
    }
    GatewayGroup group = new GatewayGroup(
        section.text("region"),
        section.integer("count", 1),
        section.number("requests-per-second"),
        roundTrips);
    section.rejectUnread();
    return group;
  }

  private static List<RegionSpec> regions(Section section) {
    List<RegionSpec> regions = new ArrayList<>();
    section.entries().forEach((name, region) -> regions.add(region(name, region)));
    return regions;
  }

  private static RegionSpec region(String name, Section section) {
    RegionSpec region = new RegionSpec(
        name,
        section.integer("servers"),
        service(section.section("service")),
        section.optionalSection("stall").map(ScenarioReader::stall).orElse(Stall.NONE),
        section.integer("limit", Integer.MAX_VALUE));
    section.rejectUnread();
    return region;
  }

  private static ServiceTime service(Section section) {
    ServiceTime service = new ServiceTime(
        section.oneOf("shape", ServiceTime.Shape.LOG_NORMAL),
        section.duration("mean"),
        section.number("sigma", 0));
    section.rejectUnread();
    return service;
  }

  private static Stall stall(Section section) {
    Stall stall = new Stall(section.fraction("probability"), section.duration("duration"));
    section.rejectUnread();
    return stall;
  }

  private static Incident incident(Section section, Duration duration, Duration end) {
    Duration at = section.duration("at");
    if (at.compareTo(duration) >= 0) {
      throw section.invalid("at", Durations.text(at), "before the end of the scenario");
    }
    Condition condition = new Condition(
        section.oneOf("reach", Reach.UP),
        section.number("slow-down", 1),
        section.optionalSection("fail").map(ScenarioReader::failing).orElse(Failing.NONE),
        section.number("quota", Double.POSITIVE_INFINITY));
    if (condition.equals(Condition.WELL)) {
      throw Check.invalid(section.path(), "nothing wrong", "reach, slow-down, fail or quota");
    }
    Incident incident = new Incident(
        section.text("region"),
        at,
        section.duration("for", end.minus(at)),
        section.duration("flap", Duration.ZERO),
        condition);
    section.rejectUnread();
    return incident;
  }

  private static Failing failing(Section section) {
    Failing failing = new Failing(
        section.fraction("share"),
        section.oneOf("outcome", Outcome.UNAVAILABLE),
        section.duration("after", Duration.ZERO));
    section.rejectUnread();
    return failing;
  }
}

package io.rhumb.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.rhumb.simulator.report.RunResult;
import io.rhumb.simulator.scenario.Condition;
import io.rhumb.simulator.scenario.Condition.Reach;
import io.rhumb.simulator.scenario.Incident;
import io.rhumb.simulator.scenario.RegionSpec;
import io.rhumb.simulator.scenario.Scenario;
import io.rhumb.simulator.scenario.Stall;
import io.rhumb.strategy.RoutePlan;
import io.rhumb.strategy.Step;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What regions do to requests, seen from outside. */
final class RegionRunTest {

  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration TEN_SECONDS = Duration.ofSeconds(10);

  @Test
  void fullRegion_answers429AndTheNextOneHelps() {
    Scenario scenario = local(Small.threeRegions(1.25, MINUTE), Stall.NONE, 20);
    RunResult result = localFirst(scenario);

    assertThat(result.attemptsPerRequest()).isGreaterThan(1);
    assertThat(result.successRatio()).isEqualTo(1);
    assertThat(result.breakerTrips()).isZero();
    assertThat(result.latency().p999Nanos() / 1e6).isLessThan(1_500);
  }

  @Test
  void stalls_makeTheTailAndLeaveTheMedian() {
    Scenario plain = Small.threeRegions(0.5, Duration.ofMinutes(10));
    RunResult without = localFirst(plain);
    RunResult with =
        localFirst(local(plain, new Stall(0.005, Duration.ofSeconds(2)), Integer.MAX_VALUE));

    assertThat(with.latency().p50Nanos())
        .isCloseTo(without.latency().p50Nanos(), within(1_000_000L));
    assertThat(without.latency().p999Nanos() / 1e6).isLessThan(1_000);
    assertThat(with.latency().p999Nanos() / 1e6).isGreaterThan(2_000);
    assertThat(with.latency().meanNanos() - without.latency().meanNanos())
        .isCloseTo(0.005 * 2e9, within(4e6));
  }

  /**
   * Of two exponentials of 50 ms the lesser is 25 ms on average, the greater 75: the loser's work is three times the
   * winner's.
   */
  @Test
  void loser_isServedToItsEnd() {
    World world = new World(
        Small.unbudgeted(Small.twins()),
        (local, links, clock, random) -> (request, targets) ->
            RoutePlan.of(Step.immediately("a", "both"), Step.immediately("b", "both")),
        1);
    world.run();

    assertThat(world.recorder().attempts()).isEqualTo(2 * world.recorder().requests());
    assertThat(world.recorder().latency().meanNanos() / 1e6).isCloseTo(25, within(0.5));
    assertThat(world.recorder().extraWork()).isCloseTo(3, within(0.1));
  }

  /**
   * A region that can do a fifth of what it is asked for: unless losers left its queue, that would grow to half a
   * minute.
   */
  @Test
  void loserThatWaits_leavesTheQueue() {
    World world = new World(
        Small.unbudgeted(Small.threeRegions(
            0.5, MINUTE, Incident.of("us-central1", Duration.ZERO, MINUTE, Condition.slow(10)))),
        (local, links, clock, random) -> (request, targets) -> RoutePlan.of(
            Step.immediately("us-central1", "both"), Step.immediately("us-east1", "both")),
        1);
    world.run();
    double waited = world.region("us-central1").meter().meanSojournNanos() / 1e6;

    assertThat(world.recorder().attempts()).isEqualTo(2 * world.recorder().requests());
    assertThat(waited).isLessThan(1_000);
    assertThat(world.gateways()).allMatch(gateway -> gateway.inFlight() == 0);
  }

  @Test
  void incidentThatBeginsAsAnotherEnds_begins() {
    RunResult result = localFirst(Small.threeRegions(
        0.5,
        MINUTE,
        Incident.of(
            "us-central1", Duration.ofSeconds(20), TEN_SECONDS, Condition.cutOff(Reach.DOWN)),
        Incident.of("us-central1", TEN_SECONDS, TEN_SECONDS, Condition.slow(2)),
        Incident.of("us-central1", Duration.ofSeconds(30), MINUTE, Condition.cutOff(Reach.DOWN))));

    assertThat(result.localShare()).isZero();
  }

  /** Ill from 10 s to 50 s and from 90 s to 130 s; local-first takes some twenty seconds to come back each time. */
  @Test
  void flapping_comesAndGoes() {
    Incident flapping = new Incident(
        "us-central1",
        TEN_SECONDS,
        Duration.ofSeconds(120),
        Duration.ofSeconds(40),
        Condition.cutOff(Reach.DOWN));
    RunResult result = localFirst(Small.threeRegions(0.5, Duration.ofSeconds(175), flapping));

    assertThat(result.timeline().share("us-central1", Duration.ofSeconds(30))).isLessThan(0.1);
    assertThat(result.timeline().share("us-central1", Duration.ofSeconds(85))).isGreaterThan(0.9);
    assertThat(result.timeline().share("us-central1", Duration.ofSeconds(110))).isLessThan(0.1);
    assertThat(result.timeline().share("us-central1", Duration.ofSeconds(170))).isGreaterThan(0.9);
  }

  private static RunResult localFirst(Scenario scenario) {
    return Simulation.run(scenario, Small.STRATEGIES, Small.LOCAL_FIRST, 1);
  }

  /** The same, with this stall and limit in the local region. */
  private static Scenario local(Scenario scenario, Stall stall, int limit) {
    return new Scenario(
        scenario.name(),
        scenario.about(),
        scenario.duration(),
        scenario.warmUp(),
        scenario.bounds(),
        scenario.gateways(),
        scenario.regions().stream()
            .map(region -> region.name().equals("us-central1")
                ? new RegionSpec(region.name(), region.servers(), region.service(), stall, limit)
                : region)
            .toList(),
        scenario.incidents());
  }
}

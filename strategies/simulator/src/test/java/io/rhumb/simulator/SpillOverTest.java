package io.rhumb.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.rhumb.simulator.report.RunResult;
import io.rhumb.simulator.scenario.GatewayGroup;
import io.rhumb.simulator.scenario.Scenario;
import io.rhumb.simulator.scenario.ScenarioSuite;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What local-first makes of the limits that targets learn: it stays, spills and comes back. Seeds 1 to 5. */
final class SpillOverTest {

  private static final String LOCAL = "us-central1";
  /** When the incidents of the shipped scenarios end. */
  private static final Duration RECOVERED = Duration.ofSeconds(210);

  private static List<RunResult> run(Scenario scenario) {
    return LongStream.rangeClosed(1, 5)
        .mapToObj(seed -> Simulation.run(scenario, Small.STRATEGIES, Small.LOCAL_FIRST, seed))
        .toList();
  }

  /** The shipped overload with traffic for four fifths of the local region. */
  private static Scenario steady() {
    Scenario shipped = ScenarioSuite.byName("local-overload");
    GatewayGroup group = shipped.gateways().get(0);
    return new Scenario(
        "steady",
        "Four fifths of what the local region can do.",
        shipped.duration(),
        shipped.warmUp(),
        shipped.bounds(),
        List.of(new GatewayGroup(LOCAL, group.count(), 0.8 * 160, group.roundTrips())),
        shipped.regions(),
        shipped.incidents());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 12})
  void fourFifths_stayLocal(int gateways) {
    assertThat(run(steady().withGatewaysPerGroup(gateways))).allSatisfy(result -> {
      assertThat(result.localShare()).isGreaterThanOrEqualTo(0.995);
      assertThat(result.switchesPerMinute()).isZero();
      assertThat(result.successRatio()).isEqualTo(1);
    });
  }

  /**
   * Without limits: 7.7 seconds, two switches a minute and a breaker that trips all the time. Gateways that start in the midst of an
   * overload take some of its queue for the usual, the more the more they are.
   */
  @ParameterizedTest
  @ValueSource(ints = {1, 3, 12})
  void overload_spills(int gateways) {
    List<RunResult> results =
        run(ScenarioSuite.byName("local-overload").withGatewaysPerGroup(gateways));

    assertThat(results).allSatisfy(result -> {
      assertThat(result.successRatio()).isEqualTo(1);
      assertThat(result.attemptsPerRequest()).isEqualTo(1);
      assertThat(result.breakerTrips()).isZero();
      assertThat(result.localShare()).isBetween(0.7, 0.82);
      assertThat(result.latency().meanNanos() / 1e6).isLessThan(gateways < 12 ? 250 : 600);
    });
  }

  /**
   * Not reached for three and for twelve gateways, which switch about once a minute: those with the lower idea of the uncongested
   * mean back off first, end with less than a fair share of the region, and hover about the half that a switch is counted by.
   */
  @Test
  void overloadOfOneGateway_doesNotFlap() {
    assertThat(run(ScenarioSuite.byName("local-overload").withGatewaysPerGroup(1)))
        .allSatisfy(result -> assertThat(result.switchesPerMinute()).isZero());
  }

  @ParameterizedTest
  @ValueSource(strings = {"brown-out", "black-hole"})
  void recoveredRegion_getsItsRequestsBackWithinThirtySeconds(String scenario) {
    assertThat(run(ScenarioSuite.byName(scenario))).allSatisfy(result -> {
      assertThat(shareAfter(result, 30)).isGreaterThan(0.9);
      assertThat(shareAfter(result, 60)).isGreaterThan(0.98);
    });
  }

  @Test
  void refusedRegion_getsItsRequestsBackGradually() {
    assertThat(run(ScenarioSuite.byName("black-hole"))).allSatisfy(result -> {
      assertThat(shareAfter(result, 0)).isLessThan(0.5);
      for (int seconds = 5; seconds <= 30; seconds += 5) {
        assertThat(shareAfter(result, seconds) - shareAfter(result, seconds - 5))
            .isLessThan(0.5);
      }
    });
  }

  private static double shareAfter(RunResult result, int seconds) {
    return result.timeline().share(LOCAL, RECOVERED.plusSeconds(seconds));
  }
}

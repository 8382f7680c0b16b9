package io.rhumb.strategy.builtin;

import static org.assertj.core.api.Assertions.assertThat;

import io.rhumb.strategy.StrategySpec;
import io.rhumb.strategy.builtin.World.Region;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Drives the strategy against queues in virtual time, without a limit to go by: the harder case. */
final class LatencyWeightedWorldTest {

  private static final StrategySpec SPEC = StrategySpec.of("latency-weighted");

  private final Region near = new Region("near", true, 50, 16);
  private final Region next = new Region("next", false, 75, 16);
  private final Region far = new Region("far", false, 110, 16);

  private World world(int gateways, double requestsPerSecond) {
    World world = new World(gateways, SPEC, near, next, far).requestsPerSecond(requestsPerSecond);
    world.run(Duration.ofSeconds(60));
    return world;
  }

  @ParameterizedTest
  @ValueSource(doubles = {2, 20, 200})
  void steady_staysLocal_andExploresOnePerCentAtTheMost(double requestsPerSecond) {
    Traffic traffic = world(1, requestsPerSecond).run(Duration.ofMinutes(5));

    assertThat(traffic.share("near")).isGreaterThan(0.98);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 12})
  void targetTenTimesSlower_losesItsShareWithinSeconds_andRegainsItAfterwards(int gateways) {
    World world = world(gateways, 150);
    near.slower = 10;
    Traffic firstSeconds = world.run(Duration.ofSeconds(5));
    Traffic during = world.run(Duration.ofSeconds(60));
    near.slower = 1;
    world.run(Duration.ofSeconds(45));
    Traffic afterwards = world.run(Duration.ofSeconds(60));

    assertThat(firstSeconds.share("near")).isLessThan(0.3);
    assertThat(during.share("near")).isLessThan(0.05);
    assertThat(during.meanMillis()).isLessThan(1.3 * next.serviceMillis);
    assertThat(afterwards.share("near")).isGreaterThan(0.95);
  }

  /** Neither of the two that are left can carry everything: who follows the lowest mean swamps one, then the other. */
  @ParameterizedTest
  @ValueSource(ints = {1, 3, 12})
  void load_isShared_whereNoTargetCanCarryItAlone(int gateways) {
    World world = world(gateways, 200);
    near.slower = 20;
    world.requestsPerSecond(280).run(Duration.ofSeconds(30));
    Traffic traffic = world.run(Duration.ofSeconds(120));

    assertThat(traffic.meanMillis()).isLessThan(1.3 * far.serviceMillis);
    assertThat(traffic.share("next")).isBetween(0.6, 0.8);
    assertThat(traffic.share("far")).isBetween(0.2, 0.4);
    assertThat(traffic.switches()).isLessThanOrEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 12})
  void localAboveItsCapacity_spillsWithoutFlapping(int gateways) {
    World world = world(gateways, 400);
    Traffic traffic = world.run(Duration.ofMinutes(10));

    assertThat(traffic.share("near")).isBetween(0.7, 0.8);
    assertThat(traffic.meanMillis()).isLessThan(1.3 * next.serviceMillis);
    assertThat(traffic.switches()).isLessThanOrEqualTo(10);
  }

  /** With more than a few attempts in flight, near-equal targets share; the margin says how near that is. */
  @ParameterizedTest
  @CsvSource({"20, 5%, 0.9", "150, 5%, 0.5", "150, 20%, 0.95"})
  void nearEqualTargets_doNotTakeTurns(double requestsPerSecond, String margin, double localShare) {
    Region twin = new Region("twin", false, 50, 16);
    StrategySpec spec = new StrategySpec("latency-weighted", Map.of("margin", margin));
    World world = new World(1, spec, near, twin).requestsPerSecond(requestsPerSecond);
    world.run(Duration.ofSeconds(60));
    Traffic traffic = world.run(Duration.ofMinutes(10));

    assertThat(traffic.share("near")).isGreaterThan(localShare);
    assertThat(traffic.switches()).isLessThanOrEqualTo(20);
  }

  @Test
  void withoutExploration_aRecoveredTargetIsNoticedOnlyWhenItIsForgotten() {
    StrategySpec blind = new StrategySpec("latency-weighted", Map.of("explore", 0));
    World world = new World(1, blind, near, next).requestsPerSecond(100);
    world.run(Duration.ofSeconds(60));
    near.slower = 10;
    world.run(Duration.ofSeconds(60));
    near.slower = 1;

    assertThat(world.run(Duration.ofMinutes(3)).share("near")).isLessThan(0.01);
    world.run(Duration.ofMinutes(3));
    assertThat(world.run(Duration.ofMinutes(1)).share("near")).isGreaterThan(0.95);
  }
}

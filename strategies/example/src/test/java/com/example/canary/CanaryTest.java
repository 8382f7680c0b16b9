package com.example.canary;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.rhumb.strategy.Availability;
import io.rhumb.strategy.InvalidStrategyConfigException;
import io.rhumb.strategy.RoutePlan;
import io.rhumb.strategy.RoutingStrategy;
import io.rhumb.strategy.Step;
import io.rhumb.testkit.FakeRequest;
import io.rhumb.testkit.FakeTarget;
import io.rhumb.testkit.FakeTargets;
import io.rhumb.testkit.TestEnvironment;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What this strategy is for. */
final class CanaryTest {

  private static final FakeTarget US = FakeTarget.local("us");
  private static final FakeTarget EU = FakeTarget.remote("eu");

  @Test
  void share_goesToTheCanaryFirst() {
    RoutingStrategy canary = canary(Map.of("to", "eu", "share", "10%"));

    long first = IntStream.range(0, 10_000)
        .filter(i -> order(canary.plan(FakeRequest.plain(), FakeTargets.of(US, EU)))
            .equals(List.of("eu", "us")))
        .count();

    // Give or take five deviations of 30.
    assertEquals(1_000, first, 150);
  }

  @Test
  void sameUser_isAlwaysTreatedAlike() {
    Map<String, Object> options = Map.of("to", "eu", "share", "50%", "by", "x-user");
    RoutingStrategy one = canary(options);
    RoutingStrategy other = canary(options);

    long first = IntStream.range(0, 10_000)
        .mapToObj(i -> FakeRequest.with("X-User", "user-" + i))
        .peek(request -> assertEquals(
            one.plan(request, FakeTargets.of(US, EU)), other.plan(request, FakeTargets.of(US, EU))))
        .filter(
            request -> order(one.plan(request, FakeTargets.of(US, EU))).get(0).equals("eu"))
        .count();

    assertEquals(5_000, first, 250);
  }

  @Test
  void canaryThatRefuses_isLeftAlone() {
    RoutingStrategy canary = canary(Map.of("to", "eu", "share", 1));

    FakeTargets targets = FakeTargets.of(US, EU.is(Availability.BREAKER_OPEN));
    assertEquals(List.of("us", "eu"), order(canary.plan(FakeRequest.plain(), targets)));
  }

  @Test
  void canaryOutsideTheFence_isNotNamed() {
    RoutingStrategy canary = canary(Map.of("to", "eu", "share", 1));

    assertEquals(List.of("us"), order(canary.plan(FakeRequest.plain(), FakeTargets.of(US))));
  }

  @Test
  void missingTarget_isRefused_withItsPath() {
    InvalidStrategyConfigException refused =
        assertThrows(InvalidStrategyConfigException.class, () -> canary(Map.of("share", "5%")));

    assertEquals("strategy.canary.to: nothing (expected: text)", refused.getMessage());
  }

  private static RoutingStrategy canary(Map<String, Object> options) {
    return TestEnvironment.seeded(1).create(new CanaryProvider(), options);
  }

  private static List<String> order(RoutePlan plan) {
    return plan.steps().stream().map(Step::target).toList();
  }
}

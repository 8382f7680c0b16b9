package io.rhumb.strategy.builtin;

import static io.rhumb.strategy.builtin.FakeTarget.remote;
import static org.assertj.core.api.Assertions.assertThat;

import io.rhumb.strategy.Availability;
import io.rhumb.strategy.RoutePlan;
import io.rhumb.strategy.RoutingStrategy;
import io.rhumb.strategy.Step;
import io.rhumb.strategy.TargetView;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RoundRobinTest {

  private final RoutingStrategy strategy = TestContext.strategy("round-robin", Map.of());

  private RoutePlan plan(TargetView... targets) {
    return strategy.plan(TestRequest.plain(), FakeTargets.of(targets));
  }

  private List<String> order(TargetView... targets) {
    return Shares.order(plan(targets));
  }

  private static FakeTargets healthy(int size) {
    return new FakeTargets(
        IntStream.range(0, size).mapToObj(i -> remote("t" + i)).toList());
  }

  @Test
  void rotation_startsWithTheConfiguration_andFailsOverInItsOwnOrder() {
    assertThat(order(remote("a"), remote("b"), remote("c"))).containsExactly("a", "b", "c");
    assertThat(order(remote("a"), remote("b"), remote("c"))).containsExactly("b", "c", "a");
    assertThat(order(remote("a"), remote("b"), remote("c"))).containsExactly("c", "a", "b");
    assertThat(order(remote("a"), remote("b"), remote("c"))).containsExactly("a", "b", "c");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 10, 32})
  void shares_areExactlyEven(int size) {
    Map<String, Long> shares =
        Shares.of(100 * size, () -> strategy.plan(TestRequest.plain(), healthy(size)));

    assertThat(shares).hasSize(size).allSatisfy((id, count) -> assertThat(count).isEqualTo(100));
  }

  @Test
  void manyThreads_shareEvenly_withinOnePerCent() {
    Map<String, Long> shares = Shares.of(64, 300, strategy, healthy(3));

    assertThat(shares).hasSize(3).allSatisfy((id, count) -> assertThat(count)
        .isBetween(6336L, 6464L));
  }

  @Test
  void refused_andAtItsLimit_comeLast_andTheOthersShareEvenly() {
    Map<String, Long> shares = Shares.of(
        300,
        () -> plan(
            remote("a"),
            remote("b").is(Availability.BREAKER_OPEN),
            remote("c").runs(2, 2),
            remote("d"),
            remote("e")));

    assertThat(shares)
        .containsOnly(Map.entry("a", 100L), Map.entry("d", 100L), Map.entry("e", 100L));
    assertThat(plan(remote("a").is(Availability.COOLING), remote("b").runs(2, 2), remote("c")))
        .isEqualTo(RoutePlan.of(
            Step.immediately("c", "its turn"),
            Step.onFailure("b", "at its limit"),
            Step.onFailure("a", "refuses attempts for now")));
  }

  @Test
  void targetThatComesBack_takesOneTurn_andNoMore() {
    for (int i = 0; i < 10; i++) {
      plan(remote("a"), remote("b"), remote("c").is(Availability.BREAKER_OPEN));
    }
    List<String> firsts = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      firsts.add(Shares.first(plan(remote("a"), remote("b"), remote("c"))));
    }

    assertThat(firsts).containsExactly("c", "a", "b", "c", "a", "b");
  }

  /** A counter modulo the number of targets with room would give b two thirds here. */
  @Test
  void targetThatComesAndGoesInStepWithTheRequests_doesNotSkewTheOthers() {
    int[] round = {0};
    Map<String, Long> shares = Shares.of(1200, () -> {
      boolean away = round[0]++ % 2 == 1;
      FakeTarget c = away ? remote("c").runs(1, 1) : remote("c");
      return plan(remote("a"), remote("b"), c);
    });

    assertThat(shares.get("a")).isCloseTo(shares.get("b"), Offset.offset(2L));
    assertThat(shares.get("c")).isBetween(300L, 600L);
  }

  @Test
  void allRefused_stillRotate() {
    Map<String, Long> shares = Shares.of(
        10, () -> plan(remote("a").is(Availability.COOLING), remote("b").is(Availability.COOLING)));

    assertThat(shares).containsOnly(Map.entry("a", 5L), Map.entry("b", 5L));
  }

  @ParameterizedTest
  @ValueSource(longs = {Integer.MAX_VALUE - 10L, (1L << 32) - 10, Long.MAX_VALUE - 10, -10})
  void counterThatWraps_keepsTheRotation(long origin) {
    RoutingStrategy wrapping = new RoundRobin(origin);
    for (int i = 0; i < 40; i++) {
      assertThat(Shares.order(wrapping.plan(TestRequest.plain(), healthy(3))))
          .containsExactly("t" + i % 3, "t" + (i + 1) % 3, "t" + (i + 2) % 3);
    }
  }
}

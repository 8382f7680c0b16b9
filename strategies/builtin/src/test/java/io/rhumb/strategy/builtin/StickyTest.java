package io.rhumb.strategy.builtin;

import static io.rhumb.strategy.builtin.FakeTarget.local;
import static io.rhumb.strategy.builtin.FakeTarget.remote;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.rhumb.strategy.AttemptKind;
import io.rhumb.strategy.AttemptResult;
import io.rhumb.strategy.Availability;
import io.rhumb.strategy.InvalidStrategyConfigException;
import io.rhumb.strategy.RoutePlan;
import io.rhumb.strategy.RoutingStrategy;
import io.rhumb.strategy.TargetView;
import io.rhumb.strategy.TargetsView;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class StickyTest {

  private static final String HEADER = "x-session-id";
  private static final int KEYS = 20_000;

  private final RoutingStrategy strategy = sticky(Map.of("header", HEADER));

  private static RoutingStrategy sticky(Map<String, Object> options) {
    return TestContext.strategy("sticky", options);
  }

  private RoutePlan plan(int key, TargetsView targets) {
    return strategy.plan(TestRequest.with(HEADER, "session-" + key), targets);
  }

  private static TargetsView healthy(int size) {
    return new FakeTargets(
        IntStream.range(0, size).mapToObj(i -> remote("t" + i)).toList());
  }

  /** The spread of a share of 20,000 keys is 0.35 % at the most; the tolerance is four times that. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 10, 32})
  void keys_spreadEvenly_within1Point4PerCent(int size) {
    AtomicInteger key = new AtomicInteger();
    Map<String, Long> shares = Shares.of(KEYS, () -> plan(key.getAndIncrement(), healthy(size)));

    assertThat(shares).hasSize(size).allSatisfy((id, count) -> assertThat(count / (double) KEYS)
        .isCloseTo(1.0 / size, within(0.014)));
  }

  @Test
  void failoverTargets_spreadEvenlyToo() {
    AtomicInteger key = new AtomicInteger();
    Map<String, Long> seconds = new TreeMap<>();
    for (int i = 0; i < KEYS; i++) {
      List<String> order = Shares.order(plan(key.getAndIncrement(), healthy(3)));
      if (order.get(0).equals("t0")) {
        seconds.merge(order.get(1), 1L, Long::sum);
      }
    }

    double half = (seconds.get("t1") + seconds.get("t2")) / 2.0;
    assertThat(seconds.get("t1") / half).isCloseTo(1, within(0.05));
  }

  @Test
  void sameKey_givesTheSamePlan_inEveryGateway_whateverTheOrderOfTheConfiguration() {
    RoutingStrategy elsewhere = sticky(Map.of("header", HEADER));
    TargetsView turned = FakeTargets.of(remote("t2"), remote("t0"), local("t1"));
    for (int key = 0; key < 1000; key++) {
      List<String> order = Shares.order(plan(key, healthy(3)));

      assertThat(Shares.order(plan(key, healthy(3)))).isEqualTo(order);
      assertThat(Shares.order(elsewhere.plan(TestRequest.with(HEADER, "session-" + key), turned)))
          .isEqualTo(order);
    }
  }

  /** So that a later release does not move every session: these are what the first one chose. */
  @Test
  void ranking_staysAsItWasReleased() {
    assertThat(IntStream.range(0, 8)
            .mapToObj(key -> Shares.first(plan(key, healthy(3))))
            .toList())
        .containsExactly("t2", "t2", "t0", "t1", "t1", "t2", "t0", "t1");
  }

  @Test
  void bodiesThatBeginAlike_goToTheSameTarget_othersSpread() {
    RoutingStrategy byBody = sticky(Map.of("body", 16));
    Map<String, Long> shares = new TreeMap<>();
    for (int i = 0; i < 3_000; i++) {
      String start = "prompt %09d".formatted(i);
      String first =
          Shares.first(byBody.plan(TestRequest.ofBody(start + " and a tail"), healthy(3)));
      shares.merge(first, 1L, Long::sum);

      assertThat(Shares.first(byBody.plan(TestRequest.ofBody(start + " ends"), healthy(3))))
          .isEqualTo(first);
    }

    assertThat(shares.values())
        .allSatisfy(count -> assertThat(count / 3_000.0).isCloseTo(1.0 / 3, within(0.035)));
  }

  @Test
  void bodyThatIsEmpty_isLeftToTheOtherStrategy() {
    RoutingStrategy byBody = sticky(Map.of("body", 16));

    assertThat(
            Shares.first(byBody.plan(TestRequest.plain(), FakeTargets.of(remote("a"), local("b")))))
        .isEqualTo("b");
  }

  @Test
  void headerAndBody_exactlyOneIsTheKey() {
    assertThatThrownBy(() -> sticky(Map.of("header", HEADER, "body", 16)))
        .isInstanceOf(InvalidStrategyConfigException.class)
        .hasMessage("strategy.sticky.header: x-session-id"
            + " (expected: either a header or body, a number of bytes)");
  }

  @Test
  void targetThatGoesAway_movesOnlyItsOwnKeys_eachToItsNext_andBack() {
    TargetsView without =
        FakeTargets.of(remote("t0"), remote("t1").is(Availability.BREAKER_OPEN), remote("t2"));
    for (int key = 0; key < 2000; key++) {
      List<String> order = new ArrayList<>(Shares.order(plan(key, healthy(3))));
      List<String> meanwhile = Shares.order(plan(key, without));
      order.remove("t1");
      order.add("t1");

      assertThat(meanwhile).isEqualTo(order);
    }
  }

  @Test
  void targetAboveItsShareOfTheLoad_isPassedOver() {
    int key = keyOf("t0");
    // 1.25 × (30 + 30 + 30 + 1) / 3, rounded up, is 38.
    assertThat(Shares.first(plan(key, loads(37, 27, 26)))).isEqualTo("t0");
    RoutePlan plan = plan(key, loads(38, 26, 26));
    assertThat(Shares.order(plan)).endsWith("t0");
    assertThat(plan.steps().get(2).reason()).isEqualTo("above its share of the load");
  }

  @Test
  void boundThatIsLooser_passesOverLater() {
    RoutingStrategy loose = sticky(Map.of("header", HEADER, "bound", 2));
    TestRequest request = TestRequest.with(HEADER, "session-" + keyOf("t0"));

    // 2 × 91 / 3, rounded up, is 61.
    assertThat(Shares.first(loose.plan(request, loads(60, 15, 15)))).isEqualTo("t0");
    assertThat(Shares.first(loose.plan(request, loads(61, 15, 14)))).isNotEqualTo("t0");
  }

  @Test
  void handfulOfAttempts_isNeverTooMany() {
    assertThat(Shares.first(plan(keyOf("t0"), loads(7, 0, 0)))).isEqualTo("t0");
    assertThat(Shares.first(plan(keyOf("t0"), loads(8, 0, 0)))).isNotEqualTo("t0");
  }

  /** One key that everybody uses: its target takes 1.25 of the mean, and the rest goes to the others. */
  @Test
  void hotKey_isHeldAtTheBound() {
    int[] loads = new int[3];
    int key = keyOf("t0");
    for (int i = 0; i < 3000; i++) {
      loads[Integer.parseInt(Shares.first(plan(key, loads(loads))).substring(1))]++;
    }

    assertThat(loads[0]).isBetween(1249, 1251);
    assertThat(loads[1]).isBetween(500, 1251);
    assertThat(loads[2]).isBetween(499, 1251);
  }

  @Test
  void loadOfTargetsThatTakeNothing_doesNotCount() {
    TargetsView targets = FakeTargets.of(
        remote("t0").runs(13, Integer.MAX_VALUE),
        remote("t1").runs(5, Integer.MAX_VALUE),
        remote("t2").runs(1000, 1000));

    assertThat(Shares.order(plan(keyOf("t2"), targets))).endsWith("t2");
    // 1.25 × (13 + 5 + 1) / 2, rounded up, is 12.
    assertThat(Shares.order(plan(keyOf("t0"), targets))).containsExactly("t1", "t0", "t2");
  }

  @Test
  void requestWithoutTheHeader_isLeftToTheOtherStrategy() {
    TargetsView targets = FakeTargets.of(remote("a"), local("b"), remote("c"));
    RoutingStrategy rotating = sticky(Map.of("header", HEADER, "otherwise", "round-robin"));

    assertThat(Shares.order(strategy.plan(TestRequest.plain(), targets)))
        .containsExactly("b", "a", "c");
    assertThat(Shares.order(strategy.plan(TestRequest.with(HEADER, " "), targets)))
        .containsExactly("b", "a", "c");
    assertThat(Shares.of(9, () -> rotating.plan(TestRequest.plain(), targets)))
        .containsOnly(Map.entry("a", 3L), Map.entry("b", 3L), Map.entry("c", 3L));
  }

  @Test
  void otherStrategy_hearsOfEveryAttempt() {
    Listening otherwise = new Listening();
    TestRecord record = new TestRecord("a", AttemptKind.PRIMARY, AttemptResult.ANSWERED, 5);
    new Sticky(StickyKey.header(HEADER), 1.25, otherwise).onAttempt(record);

    assertThat(otherwise.heard).containsExactly(record);
  }

  @Test
  void optionsThatCannotBe_areRefused() {
    assertRefused(
        Map.of(),
        "strategy.sticky.header: nothing (expected: either a header or body, a number of bytes)");
    assertRefused(Map.of("header", 5), "strategy.sticky.header: 5 (expected: text)");
    assertRefused(
        Map.of("header", HEADER, "bound", 0.9),
        "strategy.sticky.bound: 0.9 (expected: a number from 1.0 to 100.0)");
  }

  private static void assertRefused(Map<String, Object> options, String message) {
    assertThatThrownBy(() -> sticky(options))
        .isInstanceOf(InvalidStrategyConfigException.class)
        .hasMessage(message);
  }

  private int keyOf(String target) {
    return IntStream.range(0, 1000)
        .filter(key -> Shares.first(plan(key, healthy(3))).equals(target))
        .findFirst()
        .orElseThrow();
  }

  private static TargetsView loads(int... loads) {
    return new FakeTargets(IntStream.range(0, loads.length)
        .<TargetView>mapToObj(i -> remote("t" + i).runs(loads[i], Integer.MAX_VALUE))
        .toList());
  }
}

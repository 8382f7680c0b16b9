package io.rhumb.strategy.builtin;

import static io.rhumb.strategy.builtin.FakeTarget.local;
import static io.rhumb.strategy.builtin.FakeTarget.remote;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.rhumb.strategy.Availability;
import io.rhumb.strategy.InvalidStrategyConfigException;
import io.rhumb.strategy.RoutePlan;
import io.rhumb.strategy.RouteRequest;
import io.rhumb.strategy.RoutingStrategy;
import io.rhumb.strategy.RoutingStrategyProvider;
import io.rhumb.strategy.Step;
import io.rhumb.strategy.StrategyConfig;
import io.rhumb.strategy.StrategySpec;
import io.rhumb.strategy.TargetView;
import io.rhumb.strategy.Trigger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class LocalFirstTest {

  private final RoutingStrategyProvider provider = find("local-first");
  private final RoutingStrategy strategy = fresh();

  /** One that remembers no refusal. */
  private RoutingStrategy fresh() {
    return provider.create(StrategyConfig.of("strategy", Map.of()), new TestContext(1));
  }

  private static RoutingStrategyProvider find(String name) {
    return ServiceLoader.load(RoutingStrategyProvider.class).stream()
        .map(ServiceLoader.Provider::get)
        .filter(found -> found.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private List<String> order(TargetView... targets) {
    return strategy.plan(new Request(), FakeTargets.of(targets)).steps().stream()
        .map(Step::target)
        .toList();
  }

  @Test
  void local_comesFirst_thenTheOrderOfTheConfiguration() {
    RoutePlan plan = strategy.plan(
        new Request(),
        FakeTargets.of(remote("us-central1"), local("us-east4"), remote("europe-west4")));

    assertThat(plan)
        .isEqualTo(RoutePlan.of(
            Step.immediately("us-east4", "local"),
            Step.onFailure("us-central1", "next region"),
            Step.onFailure("europe-west4", "next region")));
  }

  @Test
  void severalLocals_comeInTheOrderOfTheConfiguration() {
    assertThat(order(remote("a"), local("b"), remote("c"), local("d")))
        .containsExactly("b", "d", "a", "c");
  }

  @Test
  void noLocal_isTheOrderOfTheConfiguration() {
    assertThat(order(remote("a"), remote("b"))).containsExactly("a", "b");
  }

  @Test
  void localAtItsLimit_spills() {
    assertThat(order(local("a").runs(9, 10), remote("b"))).containsExactly("a", "b");
    assertThat(order(local("a").runs(10, 10), remote("b"))).containsExactly("b", "a");
    assertThat(order(local("a").runs(11, 10), remote("b"))).containsExactly("b", "a");
  }

  @Test
  void allAtTheirLimit_isLocalFirstAgain() {
    assertThat(order(remote("a").runs(5, 5), local("b").runs(5, 5))).containsExactly("b", "a");
  }

  @ParameterizedTest
  @EnumSource
  void refused_comesLast(Availability availability) {
    List<String> expected = availability.admits() ? List.of("a", "b", "c") : List.of("b", "c", "a");

    assertThat(order(local("a").is(availability), remote("b"), remote("c")))
        .containsExactlyElementsOf(expected);
  }

  @Test
  void refused_comesAfterThoseAtTheirLimit() {
    RoutePlan plan = strategy.plan(
        new Request(),
        FakeTargets.of(
            local("a").is(Availability.BREAKER_OPEN),
            remote("b").runs(3, 3),
            remote("c"),
            remote("d").is(Availability.COOLING)));

    assertThat(plan)
        .isEqualTo(RoutePlan.of(
            Step.immediately("c", "next region"),
            Step.onFailure("b", "at its limit"),
            Step.onFailure("a", "refuses attempts for now"),
            Step.onFailure("d", "refuses attempts for now")));
  }

  @Test
  void allRefused_areStillPlanned_localFirst() {
    assertThat(
            order(remote("a").is(Availability.COOLING), local("b").is(Availability.BREAKER_OPEN)))
        .containsExactly("b", "a");
  }

  @Test
  void anyNumberOfTargets_areEachPlannedOnce() {
    Random random = new Random(3);
    for (int size = 1; size <= 32; size++) {
      for (int round = 0; round < 50; round++) {
        List<TargetView> targets = new ArrayList<>();
        for (int i = 0; i < size; i++) {
          targets.add(new FakeTarget(
              "t" + i,
              random.nextBoolean(),
              Availability.values()[random.nextInt(Availability.values().length)],
              random.nextInt(3),
              1 + random.nextInt(2)));
        }
        RoutePlan plan = fresh().plan(new Request(), new FakeTargets(targets));

        assertThat(plan.steps())
            .extracting(Step::target)
            .containsExactlyElementsOf(targets.stream()
                .sorted(Comparator.comparing(LocalFirstTest::rank))
                .map(TargetView::id)
                .toList());
        assertThat(plan.steps().subList(1, size))
            .extracting(Step::trigger)
            .doesNotContain(Trigger.IMMEDIATELY);
      }
    }
  }

  /** The definition once more, in the simplest words; sorting by it is stable. */
  private static int rank(TargetView target) {
    int tier = !target.availability().admits() ? 2 : target.inFlight() < target.limit() ? 0 : 1;
    return 2 * tier + (target.local() ? 0 : 1);
  }

  @Test
  void targetThatChangesMeanwhile_isStillPlannedOnce() {
    TargetView flickering = new Flickering();
    for (int i = 0; i < 20; i++) {
      assertThat(order(flickering, remote("b"))).containsExactlyInAnyOrder("flickering", "b");
    }
  }

  /** The share of the plans that begin with the target. */
  private static double share(RoutingStrategy strategy, String first, TargetView... targets) {
    int hits = 0;
    for (int i = 0; i < 2_000; i++) {
      hits +=
          Shares.first(strategy.plan(new Request(), FakeTargets.of(targets))).equals(first) ? 1 : 0;
    }
    return hits / 2_000.0;
  }

  @Test
  void recovered_getsATenthMoreEveryTwoSeconds() {
    TestContext context = new TestContext(1);
    RoutingStrategy coming = context.create(StrategySpec.of("local-first"));
    coming.plan(
        new Request(), FakeTargets.of(local("a").is(Availability.BREAKER_OPEN), remote("b")));

    for (int step = 1; step <= 12; step++) {
      double expected = Math.min(1, step / 10.0);
      assertThat(share(coming, "a", local("a"), remote("b"))).isCloseTo(expected, within(0.04));
      context.advance(Duration.ofSeconds(2));
    }
    assertThat(share(coming, "a", local("a"), remote("b"))).isEqualTo(1);
  }

  @Test
  void refusedAgain_startsAnew() {
    TestContext context = new TestContext(1);
    RoutingStrategy coming = context.create(StrategySpec.of("local-first"));
    for (int i = 0; i < 5; i++) {
      coming.plan(new Request(), FakeTargets.of(local("a").is(Availability.COOLING), remote("b")));
      assertThat(share(coming, "a", local("a"), remote("b"))).isCloseTo(0.1, within(0.04));
      context.advance(Duration.ofSeconds(16));
      assertThat(share(coming, "a", local("a"), remote("b"))).isCloseTo(0.9, within(0.04));
    }
  }

  @Test
  void probe_isNotHeldBack() {
    strategy.plan(
        new Request(), FakeTargets.of(local("a").is(Availability.BREAKER_OPEN), remote("b")));

    assertThat(share(strategy, "a", local("a").is(Availability.PROBE_ONLY), remote("b")))
        .isEqualTo(1);
  }

  @Test
  void comingBack_isStillBeforeThoseAtTheirLimit() {
    strategy.plan(
        new Request(), FakeTargets.of(local("a").is(Availability.BREAKER_OPEN), remote("b")));

    assertThat(share(strategy, "a", local("a"), remote("b").runs(3, 3))).isEqualTo(1);
  }

  @Test
  void atItsLimitBefore_getsEverythingBackAtOnce() {
    order(local("a").runs(10, 10), remote("b"));

    assertThat(share(strategy, "a", local("a").runs(9, 10), remote("b"))).isEqualTo(1);
  }

  @Test
  void unknownOption_isRefused() {
    StrategyConfig config = StrategyConfig.of("models.fraud.strategy", Map.of("spill", "80%"));
    provider.create(config, new TestContext(1));

    assertThatThrownBy(config::rejectUnread)
        .isInstanceOf(InvalidStrategyConfigException.class)
        .hasMessage("models.fraud.strategy.spill: unknown option (expected: no options)");
  }

  /** Admits at every other look. */
  private static final class Flickering implements TargetView {
    private int looks;

    @Override
    public String id() {
      return "flickering";
    }

    @Override
    public String region() {
      return "flickering";
    }

    @Override
    public boolean local() {
      return true;
    }

    @Override
    public Availability availability() {
      return looks++ % 2 == 0 ? Availability.BREAKER_OPEN : Availability.ADMITTED;
    }

    @Override
    public int inFlight() {
      return looks++ % 3;
    }

    @Override
    public int limit() {
      return 1;
    }

    @Override
    public long meanLatencyNanos() {
      return 0;
    }

    @Override
    public long latencyQuantileNanos(double q) {
      return 0;
    }

    @Override
    public long latencySamples() {
      return 0;
    }

    @Override
    public double errorRate() {
      return 0;
    }
  }

  /** The strategy must not need to look at the request. */
  private static final class Request implements RouteRequest {
    @Override
    public String model() {
      throw new AssertionError("not looked at");
    }

    @Override
    public String method() {
      throw new AssertionError("not looked at");
    }

    @Override
    public Optional<String> header(String name) {
      throw new AssertionError("not looked at");
    }

    @Override
    public long timeLeftNanos() {
      throw new AssertionError("not looked at");
    }
  }
}

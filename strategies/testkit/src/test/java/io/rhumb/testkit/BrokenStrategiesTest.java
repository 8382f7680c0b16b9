package io.rhumb.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.rhumb.strategy.RoutingStrategyProvider;
import io.rhumb.testkit.broken.BrokenEnds;
import io.rhumb.testkit.broken.BrokenMemory;
import io.rhumb.testkit.broken.BrokenPlans;
import io.rhumb.testkit.broken.Sound;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A kit is worth what it finds: every broken strategy fails the point that it breaks, and no other. */
final class BrokenStrategiesTest {

  private static final String DEAD = "deadTarget_losesItsShare_andRegainsIt";
  private static final String SLOW = "slowTarget_losesItsShare_andRegainsIt";
  private static final String KEPT = "requestAndView_areNotKept";
  private static final String LOADER = "classLoader_isCollected";

  static Stream<Arguments> broken() {
    return Stream.of(
        arguments(BrokenPlans.Nothing.class, "plan_isMade", "plan: null for [t0]"),
        arguments(BrokenPlans.Twice.class, "plan_isMade", "t0 (expected: each target once)"),
        arguments(
            BrokenPlans.Unknown.class, "plan_namesTargetsOfTheView", "names nowhere for [t0]"),
        arguments(BrokenPlans.FirstOnly.class, "plan_reachesEveryTarget", "lacks t"),
        arguments(BrokenPlans.Blind.class, "plan_putsRefusedTargetsLast", "stands last"),
        arguments(BrokenPlans.Hopeful.class, "plan_isMadeThoughAllRefuse", "IndexOutOfBounds"),
        arguments(BrokenPlans.Silent.class, "plan_saysWhy", "reason of t0: blank"),
        arguments(BrokenPlans.Moody.class, "plan_isTheSameForTheSameSeed", "the same seed"),
        arguments(BrokenPlans.Slow.class, "plan_isCheap", "ns with 10 targets (expected: 20000"),
        arguments(BrokenPlans.Trusting.class, "plan_bearsAnyHeader", "NumberFormatException"),
        arguments(BrokenPlans.Narrow.class, "plan_bearsExtremeNumbers", "integer overflow"),
        arguments(BrokenPlans.Sorting.class, "plan_bearsNumbersThatChange", "Comparison method"),
        arguments(BrokenPlans.Borrowing.class, LOADER, "io/rhumb/engine/Outcome"),
        arguments(BrokenMemory.Nostalgic.class, "plan_staysInsideTheFence", "and no other"),
        arguments(BrokenMemory.Late.class, KEPT, "targets.size(): read after plan had returned"),
        arguments(BrokenMemory.Holding.class, KEPT, "a field of the strategy holds one"),
        arguments(BrokenMemory.Racy.class, "plan_isMadeByManyThreads", "one instance serves all"),
        arguments(BrokenMemory.Rotating.class, "plan_survivesItsCounters", ".next] (expected:"),
        arguments(BrokenMemory.Brief.class, "plan_survivesManyPlans", "Index -"),
        arguments(BrokenMemory.Dated.class, "plan_survivesTheClock", "before the beginning"),
        arguments(BrokenMemory.Strict.class, "attempts_areHeard", "target=never-seen"),
        arguments(BrokenMemory.Grudging.class, DEAD, "recovered from being down only 0.0 %"),
        arguments(BrokenMemory.Unforgiving.class, SLOW, "recovered from being ten times slower"),
        arguments(BrokenMemory.Boasting.class, SLOW, "still 100.0 % (expected: 20.0 %"),
        arguments(BrokenEnds.Secret.class, "provider_isFound", "META-INF/services"),
        arguments(BrokenEnds.Closing.class, "close_mayBeCalledTwice", "closed already"),
        arguments(BrokenEnds.Running.class, LOADER, "still running since: [refresher]"),
        arguments(BrokenEnds.Sticking.class, LOADER, "a ThreadLocal"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("broken")
  void brokenStrategy_failsItsPoint_andNoOther(
      Class<? extends RoutingStrategyProvider> provider, String point, String message) {
    Trial trial = Trial.of(provider);

    assertThat(trial.failures()).containsOnlyKeys(point);
    assertThat(trial.failures().get(point)).contains(message);
  }

  @Test
  void soundStrategy_passes() {
    Trial trial = Trial.of(Sound.class);

    assertThat(trial.failures()).isEmpty();
    assertThat(trial.passed()).contains("plan_isMade", LOADER, DEAD).hasSize(21);
  }
}

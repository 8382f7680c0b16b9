package io.rhumb.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.rhumb.strategy.RoutePlan;
import io.rhumb.strategy.Step;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class ResidencyFenceTest {

  private final TargetSet targets = targets("us", "eu1", "eu2", "eu1");
  private final ResidencyFence fence = new ResidencyFence(targets);

  private static TargetSet targets(String... regions) {
    return new TargetSet(IntStream.range(0, regions.length)
        .mapToObj(
            i -> new Target("t" + i, regions[i], i == 0, Admission.ALWAYS, () -> 0, new Random(i)))
        .toList());
  }

  private static List<Target> list(TargetSet set) {
    return IntStream.range(0, set.size()).mapToObj(set::get).toList();
  }

  @Test
  void within_hasTheVeryTargetsInside_inOrder() {
    assertThat(list(fence.within(List.of("eu2", "eu1"))))
        .containsExactly(targets.get(1), targets.get(2), targets.get(3));
  }

  @Test
  void within_everyRegion_isTheWholeSet() {
    assertThat(fence.within(List.of("eu1", "eu2", "us"))).isSameAs(targets);
    assertThat(fence.kept()).isZero();
  }

  @Test
  void within_noneOfTheRegions_isNull() {
    assertThat(fence.within(List.of("asia"))).isNull();
    assertThat(fence.within(List.of())).isNull();
  }

  @Test
  void within_theSameTargets_isTheSameSet_howeverTheyWereNamed() {
    TargetSet europe = fence.within(List.of("eu1", "eu2"));

    assertThat(fence.within(List.of("eu2", "eu1", "eu1", "mars"))).isSameAs(europe);
    assertThat(fence.kept()).isEqualTo(1);
  }

  @Test
  void within_manyNames_keepsNoMoreThanThereAreTargets() {
    for (int i = 0; i < 10_000; i++) {
      fence.within(List.of("eu1", "made-up-" + i));
    }

    assertThat(fence.kept()).isEqualTo(1);
  }

  @Test
  void within_moreCombinationsThanAreKept_isStillRight() {
    TargetSet many =
        targets(IntStream.range(0, TargetSet.MOST).mapToObj(i -> "r" + i).toArray(String[]::new));
    ResidencyFence wide = new ResidencyFence(many);
    for (int bits = 1; bits < 1 << 11; bits++) {
      Set<String> regions = new HashSet<>();
      List<Target> expected = new ArrayList<>();
      for (int i = 0; i < 11; i++) {
        // The last ones, so that the highest bit is among them.
        if ((bits & 1 << i) != 0) {
          regions.add("r" + (21 + i));
          expected.add(many.get(21 + i));
        }
      }
      assertThat(list(wide.within(regions))).isEqualTo(expected);
    }

    assertThat(wide.kept()).isEqualTo(ResidencyFence.MOST);
    assertThat(wide.within(IntStream.range(0, 32).mapToObj(i -> "r" + i).toList()))
        .isSameAs(many);
  }

  @Test
  void within_onSeveralThreadsAtOnce_isOneSet() throws Exception {
    List<TargetSet> made = AtOnce.run(8, () -> fence.within(List.of("eu1")));

    assertThat(made).doesNotContainNull();
    assertThat(new HashSet<>(made)).hasSize(1);
  }

  @Test
  void planThatCrossesTheFence_isNone_andLocalFirstOrderStaysInside() {
    TargetSet europe = fence.within(List.of("eu1"));
    Planner planner = new Planner(
        (request, view) -> RoutePlan.of(Step.immediately("t1", ""), Step.onFailure("t0", "")),
        () -> 0,
        Planner.FaultListener.NONE);

    assertThat(planner.plan(new TestRequest(), europe).steps())
        .extracting(Step::target)
        .containsExactly("t1", "t3");
    assertThat(planner.faults()).isEqualTo(1);
  }
}

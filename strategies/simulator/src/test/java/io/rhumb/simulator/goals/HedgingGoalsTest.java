package io.rhumb.simulator.goals;

import static org.assertj.core.api.Assertions.assertThat;

import io.rhumb.engine.StrategyCatalog;
import io.rhumb.simulator.goals.HedgingGoals.Tail;
import io.rhumb.simulator.scenario.HedgingSuite;
import io.rhumb.simulator.scenario.Scenario;
import java.util.function.LongToDoubleFunction;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * On some of the seeds that judge: enough to notice that a change made hedging worse. Near saturation the mean of one run is a few per
 * cent up or down by chance, so that what hedging costs there takes more of them than what it gains elsewhere.
 */
final class HedgingGoalsTest {

  private final HedgingRuns runs =
      new HedgingRuns(StrategyCatalog.ofLoader(HedgingGoalsTest.class.getClassLoader()));

  private static double mean(LongToDoubleFunction figure) {
    return mean(2, figure);
  }

  private static double mean(int seeds, LongToDoubleFunction figure) {
    return LongStream.range(1001, 1001 + seeds).mapToDouble(figure).average().orElseThrow();
  }

  @Test
  void twoPerCent_gainWhatIsWanted_andCostNothingWhereThereIsNothingToGain() {
    assertThat(mean(seed -> HedgingGoals.share(runs, Tail.P999, 0.02, seed)))
        .isGreaterThanOrEqualTo(0.77)
        .isLessThan(1);
    assertThat(mean(seed -> HedgingGoals.share(runs, Tail.P99, 0.02, seed)))
        .isGreaterThanOrEqualTo(0.46)
        .isLessThan(1);
    for (Scenario scenario : HedgingSuite.cannotHelp()) {
      assertThat(mean(10, seed -> HedgingGoals.slowdown(runs, scenario, 0.02, seed)))
          .as(scenario.name())
          .isBetween(-0.05, 0.02);
    }
    assertThat(mean(seed -> HedgingGoals.overdraft(runs, 0.02, seed))).isBetween(-5.0, 1e-6);
  }
}

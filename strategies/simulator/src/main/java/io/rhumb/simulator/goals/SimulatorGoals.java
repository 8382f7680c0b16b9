package io.rhumb.simulator.goals;

import io.rhumb.simulator.report.RunResult;
import io.rhumb.simulator.scenario.Scenario;
import io.rhumb.simulator.scenario.ScenarioSuite;
import io.rhumb.strategy.StrategySpec;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;

/** The simulator itself: the same seed is the same run, and it is fast. */
final class SimulatorGoals {

  private static final StrategySpec RANDOM = StrategySpec.of("latency-weighted");
  private static final StrategySpec SIMPLE = StrategySpec.of("local-first");

  private SimulatorGoals() {}

  static List<Goal> all() {
    return List.of(
        Goal.of(
            "simulator: runs that differ when replayed, over all scenarios",
            Wanted.atMost(0).always(),
            Unit.COUNT,
            SimulatorGoals::differs),
        Goal.of(
            "simulator: requests a second of one core, local-first",
            Wanted.atLeast(300_000),
            Unit.COUNT,
            (runs, seed) -> speed(runs, SIMPLE, seed)));
  }

  /** Each seed replays another scenario; twenty go round. */
  private static double differs(Runs runs, long seed) {
    List<String> names = ScenarioSuite.names();
    Scenario scenario = ScenarioSuite.byName(names.get((int) (seed % names.size())));
    RunResult first = runs.of(scenario, RANDOM, seed);
    return first.equals(runs.anew(scenario, RANDOM, seed)) ? 0 : 1;
  }

  /** Of this thread's time on its processor, so that others who use the machine do not count. */
  private static double speed(Runs runs, StrategySpec spec, long seed) {
    Scenario scenario =
        Workloads.between(ScenarioSuite.byName("no-tail"), Duration.ZERO, Duration.ofMinutes(30));
    long start = cpuNanos();
    long requests = runs.anew(scenario, spec, seed).requests();
    return requests * 1e9 / (cpuNanos() - start);
  }

  private static long cpuNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }
}

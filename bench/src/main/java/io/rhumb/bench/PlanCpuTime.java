package io.rhumb.bench;

import io.rhumb.engine.Planner;
import io.rhumb.engine.StrategyEnvironment;
import io.rhumb.engine.TargetSet;
import io.rhumb.strategy.RoutePlan;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Locale;

/**
 * {@link PlanBenchmark} for a machine that others use: the CPU time of a plan of ten targets, which does not count how long the thread
 * waits for a core. Over in seconds, before what the targets know is half a minute old.
 *
 * <p>{@code java -cp bench/target/jmh.jar io.rhumb.bench.PlanCpuTime hedged}
 */
public final class PlanCpuTime {

  /** Enough for the compiler to have finished, however few cores it gets: more change nothing. */
  private static final int WARM_UP = 500_000;

  private static final int BATCHES = 40;
  private static final int BATCH = 20_000;

  private final BenchRequest request = new BenchRequest("fraud", "predict", 10_000_000_000L);
  private final StrategyEnvironment environment = BenchTargets.environment();
  private final TargetSet ten = BenchTargets.known(10, environment.clock());
  private final Planner planner;
  /** Of all plans, so that none is dead code. */
  private long steps;

  private PlanCpuTime(String strategy) {
    planner = BenchStrategies.of(strategy, environment);
  }

  /** Measures the strategies that are named. */
  public static void main(String[] strategies) {
    for (String strategy : strategies) {
      new PlanCpuTime(strategy).measure(strategy);
    }
  }

  private void measure(String strategy) {
    plan(WARM_UP);
    double[] nanos = new double[BATCHES];
    for (int i = 0; i < BATCHES; i++) {
      long before = cpuNanos();
      plan(BATCH);
      nanos[i] = (double) (cpuNanos() - before) / BATCH;
    }
    if (steps != (WARM_UP + BATCHES * BATCH) * 10L) {
      throw new AssertionError("steps: " + steps + " (expected: ten of each plan)");
    }
    Arrays.sort(nanos);
    System.out.printf(
        Locale.ROOT,
        "%s: %.0f ns of CPU per plan of 10 targets, %.0f at the least%n",
        strategy,
        nanos[BATCHES / 2],
        nanos[0]);
  }

  private void plan(int times) {
    for (int i = 0; i < times; i++) {
      RoutePlan plan = planner.plan(request, ten);
      steps += plan.steps().size();
    }
  }

  private static long cpuNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }
}

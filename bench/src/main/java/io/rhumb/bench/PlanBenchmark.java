package io.rhumb.bench;

import io.rhumb.engine.Planner;
import io.rhumb.engine.StrategyEnvironment;
import io.rhumb.engine.TargetSet;
import io.rhumb.strategy.RoutePlan;
import io.rhumb.strategy.RouteRequest;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What one plan costs as a request pays for it: the strategy's {@code plan()}, and the planner's look at the clock and check of what
 * comes back. Ten targets are more than most models have; each is known by two hundred answers, so that the strategies that learn
 * have something to read.
 *
 * <p>{@code java -jar bench/target/jmh.jar PlanBenchmark -prof gc}; {@code gc.alloc.rate.norm} is the garbage of one plan.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class PlanBenchmark {

  /** Every built-in strategy. {@code hedged} is around {@code latency-weighted} then. */
  @Param({
    "local-first",
    "latency-weighted",
    "hedged",
    "round-robin",
    "weighted",
    "priority",
    "sticky"
  })
  String strategy = "";

  private final RouteRequest request = new BenchRequest("fraud", "predict", 10_000_000_000L);
  private final StrategyEnvironment environment = BenchTargets.environment();
  private final TargetSet three = BenchTargets.known(3, environment.clock());
  private final TargetSet ten = BenchTargets.known(10, environment.clock());
  private Planner planner = BenchStrategies.of("local-first", environment);

  /** The parameter is known only once the benchmark is constructed. */
  @Setup
  public void createStrategy() {
    planner = BenchStrategies.of(strategy, environment);
  }

  /** Three targets: the demo's. */
  @Benchmark
  public RoutePlan plan3() {
    return planner.plan(request, three);
  }

  /** Ten targets. */
  @Benchmark
  public RoutePlan plan10() {
    return planner.plan(request, ten);
  }
}

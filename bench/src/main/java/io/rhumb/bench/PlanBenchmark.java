package io.rhumb.bench;

import io.rhumb.engine.TargetSet;
import io.rhumb.strategy.RoutePlan;
import io.rhumb.strategy.RouteRequest;
import io.rhumb.strategy.RoutingStrategy;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What one call of {@code plan()} costs: local-first over 2, 3 and 10 targets that all admit attempts, and the other strategies over 10. Looking at a target reads
 * the clock once, as in the gateway.
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

  private final RouteRequest request = new BenchRequest("fraud", "predict", 10_000_000_000L);
  private final RoutingStrategy localFirst = BenchStrategies.of("local-first");
  private final RoutingStrategy latencyWeighted = BenchStrategies.of("latency-weighted");
  private final RoutingStrategy hedged = BenchStrategies.of("hedged");
  private final RoutingStrategy roundRobin = BenchStrategies.of("round-robin");
  private final TargetSet two = BenchTargets.of(2, BenchTargets.clock());
  private final TargetSet three = BenchTargets.of(3, BenchTargets.clock());
  private final TargetSet ten = BenchTargets.of(10, BenchTargets.clock());
  private final TargetSet tenKnown = BenchTargets.known(10, BenchTargets.clock());

  /** Two targets: the reference's primary and backup. */
  @Benchmark
  public RoutePlan localFirst2() {
    return localFirst.plan(request, two);
  }

  /** Three targets: the demo's. */
  @Benchmark
  public RoutePlan localFirst3() {
    return localFirst.plan(request, three);
  }

  /** {@code latency-weighted} over ten targets of which much is known. */
  @Benchmark
  public RoutePlan latencyWeighted10() {
    return latencyWeighted.plan(request, tenKnown);
  }

  /** {@code hedged} over {@code latency-weighted}, its default. */
  @Benchmark
  public RoutePlan hedged10() {
    return hedged.plan(request, tenKnown);
  }

  /** {@code round-robin} over ten targets. */
  @Benchmark
  public RoutePlan roundRobin10() {
    return roundRobin.plan(request, ten);
  }

  /** Ten targets: more than most models have. */
  @Benchmark
  public RoutePlan localFirst10() {
    return localFirst.plan(request, ten);
  }
}

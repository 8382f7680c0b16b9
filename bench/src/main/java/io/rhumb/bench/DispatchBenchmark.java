package io.rhumb.bench;

import io.rhumb.engine.Attempt;
import io.rhumb.engine.Budget;
import io.rhumb.engine.BudgetPolicy;
import io.rhumb.engine.Dispatch;
import io.rhumb.engine.DispatchActions;
import io.rhumb.engine.DispatchFailure;
import io.rhumb.engine.DispatchPolicy;
import io.rhumb.engine.Outcome;
import io.rhumb.engine.Planner;
import io.rhumb.engine.StrategyEnvironment;
import io.rhumb.engine.Target;
import io.rhumb.engine.TargetSet;
import io.rhumb.strategy.RouteRequest;
import io.rhumb.strategy.Step;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
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
 * What the engine adds to a request that its first target answers: plan, dispatch, one attempt, statistics. The network is left
 * out; the clock is read where the gateway reads it.
 *
 * <p>{@code java -jar bench/target/jmh.jar DispatchBenchmark -prof gc}; {@code gc.alloc.rate.norm} is the garbage of one request.
 * With {@code -t 2} two event loops share the targets' statistics.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class DispatchBenchmark {

  private final StrategyEnvironment environment = BenchTargets.environment();
  private final LongSupplier clock = environment.clock();
  private final RouteRequest request = new BenchRequest("fraud", "predict", 10_000_000_000L);
  private final DispatchPolicy policy =
      new DispatchPolicy(10_000_000_000L, false, 5_000_000_000L, 3);
  private final Planner planner = BenchStrategies.of("local-first", environment);
  private final Budget budget = new Budget(BudgetPolicy.DEFAULT, 0);
  private final TargetSet three = BenchTargets.of(3, clock);
  private final TargetSet ten = BenchTargets.of(10, clock);

  /** Three targets. */
  @Benchmark
  public Attempt success3() {
    return new Exchange(three).run();
  }

  /** Ten targets. */
  @Benchmark
  public Attempt success10() {
    return new Exchange(ten).run();
  }

  /** The hands of one dispatch, as short as they can be. */
  private final class Exchange implements DispatchActions {

    private final Dispatch dispatch;
    private long wakeAtNanos;

    Exchange(TargetSet targets) {
      dispatch = new Dispatch(planner.plan(request, targets), targets, policy, budget, this);
    }

    Attempt run() {
      dispatch.start(clock.getAsLong());
      Attempt attempt = dispatch.attempts().get(0);
      attempt.firstByte(clock.getAsLong());
      dispatch.ended(attempt, Outcome.SUCCESS, -1, clock.getAsLong());
      return attempt;
    }

    @Override
    public boolean confirm(Step step, Target target) {
      throw new AssertionError("confirm: " + step);
    }

    @Override
    public void launch(Attempt attempt) {}

    @Override
    public void wakeAt(long atNanos) {
      wakeAtNanos = atNanos;
    }

    @Override
    public void onEnded(Attempt attempt) {
      planner.onAttempt(attempt);
    }

    @Override
    public void answer(Attempt attempt) {
      if (wakeAtNanos == 0) {
        throw new AssertionError("answered without having asked for a wake");
      }
    }

    @Override
    public void cancel(Attempt attempt) {
      throw new AssertionError("cancel: " + attempt.target());
    }

    @Override
    public void fail(DispatchFailure failure) {
      throw new AssertionError(failure);
    }
  }
}

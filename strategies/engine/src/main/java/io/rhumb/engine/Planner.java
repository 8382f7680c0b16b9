package io.rhumb.engine;

import io.rhumb.strategy.AttemptRecord;
import io.rhumb.strategy.RoutePlan;
import io.rhumb.strategy.RouteRequest;
import io.rhumb.strategy.RoutingStrategy;
import io.rhumb.strategy.Step;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Asks a strategy for plans and never fails: a strategy that throws, or names a target that there is not, is replaced for that
 * request by local-first order and counted. Thread-safe.
 */
public final class Planner {

  private final RoutingStrategy strategy;
  private final FaultListener listener;
  private final AtomicLong faults = new AtomicLong();

  /** Is told of a strategy's fault, on the thread of the request. */
  @FunctionalInterface
  public interface FaultListener {

    /**
     * A strategy misbehaved.
     *
     * @param fault what it threw, or an exception that says what was wrong with its plan
     * @param count how many faults there have been, this one included
     */
    void onFault(Throwable fault, long count);
  }

  /** A planner that asks {@code strategy} and tells {@code listener} of its faults. */
  public Planner(RoutingStrategy strategy, FaultListener listener) {
    this.strategy = strategy;
    this.listener = listener;
  }

  /** A plan whose every step names a target of {@code targets}. */
  public RoutePlan plan(RouteRequest request, TargetSet targets) {
    try {
      RoutePlan plan = strategy.plan(request, targets);
      requireKnownTargets(plan, targets);
      return plan;
    } catch (Exception | LinkageError | StackOverflowError | AssertionError fault) {
      // Exception: not every language of the JVM checks exceptions.
      count(fault);
      return LocalFirstOrder.of(targets);
    }
  }

  /** Tells the strategy how an attempt ended. */
  public void onAttempt(AttemptRecord record) {
    try {
      strategy.onAttempt(record);
    } catch (Exception | LinkageError | StackOverflowError | AssertionError fault) {
      count(fault);
    }
  }

  /** How often the strategy misbehaved. */
  public long faults() {
    return faults.get();
  }

  private void count(Throwable fault) {
    listener.onFault(fault, faults.incrementAndGet());
  }

  private static void requireKnownTargets(@Nullable RoutePlan plan, TargetSet targets) {
    if (plan == null) {
      throw new IllegalArgumentException("plan: null (expected: a plan)");
    }
    for (Step step : plan.steps()) {
      if (targets.byId(step.target()) == null) {
        throw new IllegalArgumentException(
            "plan: " + step.target() + " (expected: a target of the view)");
      }
    }
  }
}

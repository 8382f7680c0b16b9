package io.rhumb.engine;

import io.rhumb.strategy.AttemptRecord;
import io.rhumb.strategy.RoutePlan;
import io.rhumb.strategy.RouteRequest;
import io.rhumb.strategy.RoutingStrategy;
import io.rhumb.strategy.Step;
import io.rhumb.strategy.TargetView;
import io.rhumb.strategy.TargetsView;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Asks a strategy for plans and never fails. A strategy that throws, or names a target that there is not, is replaced for that request
 * by local-first order and counted; one that does so again and again is not asked any more.
 *
 * <p>A plan that takes too long is counted as well, so that the next requests are soon spared. But it is followed: it has been waited for
 * already, there is no taking the thread away from it, and more often than not it was the machine that paused. A request whose plan is
 * thrown away pays twice: with the pause, and with the hedge that the plan had for it.
 *
 * <p>Thread-safe.
 */
public final class Planner {

  /**
   * How long a plan, or another call, may take. Ten thousand times what a good one takes, and still more than most pauses of a busy machine, so that these
   * are not blamed on the strategy. A guess.
   */
  static final long BOUND_NANOS = 20_000_000;

  private final RoutingStrategy strategy;
  private final PlanClock clock;
  private final FaultListener listener;
  private final LongConsumer planNanos;
  private final AtomicLong faults = new AtomicLong();
  private final LongAdder running = new LongAdder();
  /** A pause of the process now and then makes a plan late as well: what counts is that it happens again and again. */
  private final FailureDetector detector = new FailureDetector();

  private volatile boolean off;

  /** Is told of a strategy's faults, on the thread of the request. What it throws in turn is dropped. */
  public interface FaultListener {

    /** Hears nothing. (Of a class of its own for the sake of the start, as {@link ShadowListener#NONE}.) */
    FaultListener NONE = new FaultListener() {
      @Override
      public void onFault(Throwable fault, long count) {}
    };

    /**
     * A strategy misbehaved.
     *
     * @param fault what it threw, or an exception that says what was wrong
     * @param count how many faults there have been, this one included
     */
    void onFault(Throwable fault, long count);

    /** It will not be asked any more. Called once. The default does nothing. */
    default void onSwitchedOff() {}
  }

  /**
   * A planner that asks {@code strategy}.
   *
   * @param clock monotonic, in nanoseconds; if it is that of a {@link StrategyEnvironment}, it stands still for the strategy and
   *     the targets of that environment while a plan is made
   */
  public Planner(RoutingStrategy strategy, LongSupplier clock, FaultListener listener) {
    this(strategy, clock, listener, nanos -> {});
  }

  /**
   * As the other.
   *
   * @param planNanos is told, on the thread of the request, how long each plan took that the strategy gave, whether or not it was
   *     of use
   */
  public Planner(
      RoutingStrategy strategy,
      LongSupplier clock,
      FaultListener listener,
      LongConsumer planNanos) {
    this.strategy = strategy;
    this.clock = PlanClock.of(clock);
    this.listener = listener;
    this.planNanos = planNanos;
  }

  /** A plan whose every step names a target of {@code targets}. */
  public RoutePlan plan(RouteRequest request, TargetSet targets) {
    if (off) {
      return LocalFirstOrder.of(targets, LocalFirstOrder.SWITCHED_OFF);
    }
    RoutePlan plan = ask(request, targets);
    return plan == null ? LocalFirstOrder.of(targets, LocalFirstOrder.FAULT) : plan;
  }

  /** The strategy's own plan; null if it is switched off, or at fault. */
  @Nullable
  RoutePlan ask(RouteRequest request, TargetsView targets) {
    if (off) {
      return null;
    }
    try {
      long now = clock.passingNanos();
      long before = now - BesideTime.nanos();
      RoutePlan plan = planOf(now, request, targets);
      long took = chargedNanos() - before;
      planNanos.accept(took);
      requireKnownTargets(plan, targets);
      if (inTime("plan", took)) {
        detector.success();
      }
      return plan;
    } catch (Throwable fault) {
      count(fault);
      return null;
    }
  }

  private RoutePlan planOf(long nowNanos, RouteRequest request, TargetsView targets) {
    boolean stopped = clock.stop(nowNanos);
    try {
      return strategy.plan(request, targets);
    } finally {
      if (stopped) {
        clock.resume();
      }
    }
  }

  /** Asks the strategy whether a delayed step is still wanted. A strategy at fault wants nothing extra. */
  public boolean confirm(Step step, TargetView target) {
    if (off) {
      return false;
    }
    try {
      long before = chargedNanos();
      boolean confirmed = strategy.confirm(step, target);
      inTime("confirm", chargedNanos() - before);
      return confirmed;
    } catch (Throwable fault) {
      count(fault);
      return false;
    }
  }

  /** Tells the strategy how an attempt ended. */
  public void onAttempt(AttemptRecord record) {
    if (off) {
      return;
    }
    try {
      long before = chargedNanos();
      strategy.onAttempt(record);
      inTime("onAttempt", chargedNanos() - before);
    } catch (Throwable fault) {
      count(fault);
    }
  }

  /** A request is about to be planned. {@link #ended} must follow. */
  public void began() {
    running.increment();
  }

  /** A request that was planned has ended: nothing more will be asked or told on its behalf. */
  public void ended() {
    running.decrement();
  }

  /** Whether no request that it planned is running. Exact once none can begin any more. */
  public boolean idle() {
    return running.sum() == 0;
  }

  /** The strategy. */
  public RoutingStrategy strategy() {
    return strategy;
  }

  /** How often the strategy misbehaved. */
  public long faults() {
    return faults.get();
  }

  /** Whether the strategy misbehaved so often that it is not asked any more. */
  public boolean switchedOff() {
    return off;
  }

  private long chargedNanos() {
    return clock.passingNanos() - BesideTime.nanos();
  }

  private void count(Throwable fault) {
    Strangers.requireSurvivable(fault);
    tell(fault, faults.incrementAndGet());
    if (detector.failure()) {
      switchOff();
    }
  }

  /** To print a fault is to call the stranger again, for its message and causes: a request must not break by that. */
  private void tell(Throwable fault, long count) {
    try {
      listener.onFault(fault, count);
    } catch (Throwable untold) {
      Strangers.requireSurvivable(untold);
    }
  }

  private void switchOff() {
    synchronized (this) {
      if (off) {
        return;
      }
      off = true;
    }
    listener.onSwitchedOff();
  }

  /** Counts it if not. */
  private boolean inTime(String what, long tookNanos) {
    if (tookNanos <= BOUND_NANOS) {
      return true;
    }
    count(new IllegalStateException(what + ": took " + tookNanos / 1_000 + " us (expected: "
        + BOUND_NANOS / 1_000 + " at the most)"));
    return false;
  }

  private static void requireKnownTargets(@Nullable RoutePlan plan, TargetsView targets) {
    if (plan == null) {
      throw new IllegalArgumentException("plan: null (expected: a plan)");
    }
    for (Step step : plan.steps()) {
      if (!contains(targets, step.target())) {
        throw new IllegalArgumentException(
            "plan: " + step.target() + " (expected: a target of the view)");
      }
    }
  }

  private static boolean contains(TargetsView targets, String id) {
    for (int i = 0; i < targets.size(); i++) {
      if (targets.get(i).id().equals(id)) {
        return true;
      }
    }
    return false;
  }
}

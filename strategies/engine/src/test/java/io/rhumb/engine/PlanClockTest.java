package io.rhumb.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.rhumb.strategy.AttemptKind;
import io.rhumb.strategy.AttemptRecord;
import io.rhumb.strategy.Availability;
import io.rhumb.strategy.RoutePlan;
import io.rhumb.strategy.RouteRequest;
import io.rhumb.strategy.RoutingStrategy;
import io.rhumb.strategy.Step;
import io.rhumb.strategy.TargetView;
import io.rhumb.strategy.TargetsView;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One instant for each plan: what is seen during a plan, and before, after and beside it. */
final class PlanClockTest {

  private static final RouteRequest REQUEST = new TestRequest();
  private static final RoutePlan PLAN = RoutePlan.of(Step.immediately("a", ""));

  private final AtomicLong time = new AtomicLong(1_000);
  private final StrategyEnvironment environment =
      new StrategyEnvironment(time::get, new Random(1), "a");
  private final LongSupplier clock = environment.clock();
  private final List<Long> asked = new ArrayList<>();
  private final TargetSet targets =
      new TargetSet(List.of(new Target("a", "a", true, new Asked(), clock, new Random(1))));
  private final List<Long> seen = new ArrayList<>();

  private Planner planner(RoutingStrategy strategy) {
    return new Planner(strategy, clock, Planner.FaultListener.NONE);
  }

  /** Looks at the clock and at the target, before and after a while. */
  private RoutePlan looking(RouteRequest request, TargetsView view) {
    seen.add(clock.getAsLong());
    view.get(0).availability();
    time.addAndGet(500);
    seen.add(clock.getAsLong());
    view.get(0).availability();
    return PLAN;
  }

  @Test
  void plan_seesOneInstant_onTheClockAndOfTheTargets() {
    planner(this::looking).plan(REQUEST, targets);

    assertThat(seen).containsExactly(1_000L, 1_000L);
    assertThat(asked).containsExactly(1_000L, 1_000L);
  }

  @Test
  void nextPlan_seesTheNextInstant() {
    Planner planner = planner(this::looking);
    planner.plan(REQUEST, targets);
    planner.plan(REQUEST, targets);

    assertThat(seen).containsExactly(1_000L, 1_000L, 1_500L, 1_500L);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void afterAPlan_timePasses_evenIfItFailed(boolean fails) {
    Planner planner = planner((request, view) -> {
      if (fails) {
        throw new StackOverflowError();
      }
      return PLAN;
    });
    planner.plan(REQUEST, targets);
    time.set(7_000);
    targets.get(0).availability();

    assertThat(planner.faults()).isEqualTo(fails ? 1 : 0);
    assertThat(clock.getAsLong()).isEqualTo(7_000);
    assertThat(asked).containsExactly(7_000L);
  }

  @Test
  void confirmAndOnAttempt_seeTimePass() {
    Planner planner = planner(new RoutingStrategy() {
      @Override
      public RoutePlan plan(RouteRequest request, TargetsView view) {
        return PLAN;
      }

      @Override
      public boolean confirm(Step step, TargetView target) {
        looking(REQUEST, targets);
        return true;
      }

      @Override
      public void onAttempt(AttemptRecord record) {
        looking(REQUEST, targets);
      }
    });
    planner.confirm(PLAN.steps().get(0), targets.get(0));
    planner.onAttempt(
        new Attempt(0, targets.get(0), AttemptKind.PRIMARY, Extra.NONE, "", Permit.PLAIN, 0, 1));

    assertThat(seen).containsExactly(1_000L, 1_500L, 1_500L, 2_000L);
  }

  /** As a shadow does: the one beside is asked through a planner of its own. */
  @Test
  void planWithinAPlan_isOfTheSameInstant_andLeavesItStanding() {
    Planner inner = planner(this::looking);
    Planner outer = planner((request, view) -> {
      time.addAndGet(100);
      inner.ask(request, view);
      return looking(request, view);
    });
    outer.plan(REQUEST, targets);

    assertThat(seen).containsExactly(1_000L, 1_000L, 1_000L, 1_000L);
    assertThat(clock.getAsLong()).isEqualTo(2_100);
  }

  @Test
  void planThatTakesTooLong_isNoticed_thoughItsClockStandsStill() {
    Planner inner = planner((request, view) -> {
      time.addAndGet(Planner.BOUND_NANOS + 1);
      return PLAN;
    });
    Planner outer = planner((request, view) -> {
      inner.ask(request, view);
      return PLAN;
    });
    outer.plan(REQUEST, targets);

    assertThat(inner.faults()).isEqualTo(1);
    assertThat(outer.faults()).isEqualTo(1);
  }

  @Test
  void strategyBeside_thatTakesTooLong_isNotChargedToTheOneThatRoutes() {
    Planner beside = planner((request, view) -> {
      time.addAndGet(Planner.BOUND_NANOS + 1);
      return PLAN;
    });
    Planner planner = planner(new Shadow(
        (request, view) -> PLAN, beside, PlanClock.of(clock)::passingNanos, ShadowListener.NONE));
    planner.plan(REQUEST, targets);

    assertThat(beside.faults()).isEqualTo(1);
    assertThat(planner.faults()).isZero();
  }

  @Test
  void otherThreads_seeTimePass_orAnInstantOfTheirOwn() throws Exception {
    CountDownLatch bothPlan = new CountDownLatch(2);
    Planner planner = planner((request, view) -> {
      time.incrementAndGet();
      long before = clock.getAsLong();
      bothPlan.countDown();
      await(bothPlan);
      return clock.getAsLong() == before ? PLAN : null;
    });
    List<Boolean> stoodStill = AtOnce.run(2, () -> planner.ask(REQUEST, targets) == PLAN);

    assertThat(stoodStill).containsExactly(true, true);
    List<Long> beside = new ArrayList<>();
    planner((request, view) -> {
          time.set(9_000);
          beside.addAll(ofAnotherThread());
          return PLAN;
        })
        .plan(REQUEST, targets);
    assertThat(beside).containsExactly(9_000L);
  }

  private List<Long> ofAnotherThread() {
    try {
      return AtOnce.run(1, clock::getAsLong);
    } catch (Exception failure) {
      throw new IllegalStateException(failure);
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
  }

  /** Of two clocks that are told apart, a plan stops one. */
  @Test
  void planOfAnotherClock_stopsNothing() {
    Planner planner = new Planner(this::looking, () -> 0, Planner.FaultListener.NONE);
    planner.plan(REQUEST, targets);

    assertThat(seen).containsExactly(1_000L, 1_500L);
  }

  @Test
  void clockOfAnEnvironment_givenToAnother_isTheSame() {
    StrategyEnvironment same = new StrategyEnvironment(clock, new Random(2), "b");

    assertThat(same.clock()).isSameAs(clock);
  }

  /** Writes down for which instant it was asked. */
  private final class Asked implements Admission {

    @Override
    public Availability availability(long nowNanos) {
      asked.add(nowNanos);
      return Availability.ADMITTED;
    }

    @Override
    public Permit admit(long nowNanos) {
      return Permit.PLAIN;
    }

    @Override
    public long untilAdmittedNanos(long nowNanos) {
      return 0;
    }
  }
}

package io.rhumb.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rhumb.strategy.AttemptKind;
import io.rhumb.strategy.AttemptRecord;
import io.rhumb.strategy.RoutePlan;
import io.rhumb.strategy.RouteRequest;
import io.rhumb.strategy.RoutingStrategy;
import io.rhumb.strategy.Step;
import io.rhumb.strategy.TargetView;
import io.rhumb.strategy.TargetsView;
import io.rhumb.strategy.Trigger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.ServiceConfigurationError;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class PlannerTest {

  private static final RouteRequest REQUEST = new TestRequest();
  private static final RoutePlan SOUND = RoutePlan.of(Step.immediately("c", ""));

  private final List<String> told = new ArrayList<>();
  private long nowNanos;
  private final TargetSet targets = new TargetSet(
      List.of(target("a", false), target("b", true), target("c", false), target("d", true)));

  private static Target target(String id, boolean local) {
    return new Target(id, id, local, Admission.ALWAYS, () -> 0, new Random(1));
  }

  private Planner planner(RoutingStrategy strategy) {
    return new Planner(strategy, () -> nowNanos, new Planner.FaultListener() {
      @Override
      public void onFault(Throwable fault, long count) {
        told.add(count + " " + fault.getClass().getSimpleName());
      }

      @Override
      public void onSwitchedOff() {
        told.add("off");
      }
    });
  }

  @SuppressWarnings("unchecked")
  private static <E extends Throwable> RuntimeException sneak(Throwable thrown) throws E {
    throw (E) thrown;
  }

  @Test
  void plan_ofASoundStrategy_isPassedOn() {
    RoutePlan plan = RoutePlan.of(Step.immediately("c", "because"));
    Planner planner = planner((request, view) -> plan);

    assertThat(planner.plan(REQUEST, targets)).isSameAs(plan);
    assertThat(planner.faults()).isZero();
    assertThat(told).isEmpty();
  }

  @Test
  void faultThatCannotBeTold_isAFaultLikeAnother() {
    Planner planner = new Planner(
        (request, view) -> {
          throw new IllegalStateException();
        },
        () -> nowNanos,
        new Planner.FaultListener() {
          @Override
          public void onFault(Throwable fault, long count) {
            throw new StackOverflowError();
          }

          @Override
          public void onSwitchedOff() {
            told.add("off");
          }
        });

    for (int i = 0; i < 100 && !planner.switchedOff(); i++) {
      assertThat(planner.plan(REQUEST, targets).steps()).hasSize(targets.size());
    }
    assertThat(told).containsExactly("off");
  }

  @Test
  void strategy_getsTheRequestAndTheTargets() {
    planner((request, view) -> {
          told.add(request.model() + " " + view.size());
          return RoutePlan.of(Step.immediately("a", ""));
        })
        .plan(REQUEST, targets);

    assertThat(told).containsExactly("fraud 4");
  }

  private static Stream<Throwable> faults() {
    return Stream.of(
        new IllegalStateException("broken"),
        new Exception("not checked in every language"),
        new NoClassDefFoundError("missing"),
        new ExceptionInInitializerError("static"),
        new StackOverflowError(),
        new AssertionError("assert"),
        new ServiceConfigurationError("no exception, and no end of the machine"),
        new Error("any other"));
  }

  @ParameterizedTest
  @MethodSource("faults")
  void strategyThatThrows_isReplaced_andCounted(Throwable fault) {
    Planner planner = planner((request, view) -> {
      throw PlannerTest.<RuntimeException>sneak(fault);
    });

    assertThat(planner.plan(REQUEST, targets).steps())
        .extracting(Step::target)
        .containsExactly("b", "d", "a", "c");
    assertThat(planner.faults()).isEqualTo(1);
    assertThat(told).containsExactly("1 " + fault.getClass().getSimpleName());
  }

  @Test
  void strategyThatRunsOutOfMemory_isNotCovered() {
    Planner planner = planner((request, view) -> {
      throw new OutOfMemoryError("of the whole process");
    });

    assertThatThrownBy(() -> planner.plan(REQUEST, targets)).isInstanceOf(OutOfMemoryError.class);
  }

  @Test
  void replacement_isLocalFirst_oneAfterTheOther() {
    RoutePlan plan = planner((request, view) -> null).plan(REQUEST, targets);

    assertThat(plan.steps())
        .extracting(Step::trigger)
        .containsExactly(
            Trigger.IMMEDIATELY, Trigger.ON_FAILURE, Trigger.ON_FAILURE, Trigger.ON_FAILURE);
    assertThat(plan.steps())
        .extracting(Step::reason)
        .containsOnly("strategy fault: local-first order");
  }

  @Test
  void replacement_withoutALocalTarget_isTheOrderOfTheConfiguration() {
    TargetSet remote = new TargetSet(List.of(target("x", false), target("y", false)));

    assertThat(planner((request, view) -> null).plan(REQUEST, remote).steps())
        .extracting(Step::target)
        .containsExactly("x", "y");
  }

  @Test
  void nullPlan_isAFault_thatSaysSo() {
    List<String> messages = new ArrayList<>();
    new Planner(
            (request, view) -> null, () -> 0, (fault, count) -> messages.add(fault.getMessage()))
        .plan(REQUEST, targets);

    assertThat(messages).containsExactly("plan: null (expected: a plan)");
  }

  @Test
  void unknownTarget_isAFault_thatNamesIt() {
    List<String> messages = new ArrayList<>();
    RoutePlan nonsense = RoutePlan.of(Step.immediately("a", ""), Step.onFailure("nowhere", ""));
    Planner planner = new Planner(
        (request, view) -> nonsense, () -> 0, (fault, n) -> messages.add(fault.getMessage()));

    assertThat(planner.plan(REQUEST, targets).steps()).hasSize(4);
    assertThat(messages).containsExactly("plan: nowhere (expected: a target of the view)");
  }

  @Test
  void faults_areCountedOneByOne() {
    Planner planner = planner(new RoutingStrategy() {
      @Override
      public RoutePlan plan(RouteRequest request, TargetsView view) {
        throw new IllegalStateException("plan");
      }

      @Override
      public void onAttempt(AttemptRecord record) {
        throw new AssertionError("onAttempt");
      }
    });
    planner.plan(REQUEST, targets);
    planner.onAttempt(attempt());
    planner.plan(REQUEST, targets);

    assertThat(planner.faults()).isEqualTo(3);
    assertThat(told)
        .containsExactly("1 IllegalStateException", "2 AssertionError", "3 IllegalStateException");
  }

  @Test
  void onAttempt_isPassedOn() {
    AttemptRecord record = attempt();
    List<AttemptRecord> seen = new ArrayList<>();
    planner(new RoutingStrategy() {
          @Override
          public RoutePlan plan(RouteRequest request, TargetsView view) {
            return RoutePlan.of(Step.immediately("a", ""));
          }

          @Override
          public void onAttempt(AttemptRecord ended) {
            seen.add(ended);
          }
        })
        .onAttempt(record);

    assertThat(seen).containsExactly(record);
  }

  private Attempt attempt() {
    return new Attempt(0, targets.get(0), AttemptKind.PRIMARY, Extra.NONE, "", Permit.PLAIN, 0, 1);
  }

  /** Takes so long over each plan. */
  private RoutingStrategy slow(long nanos) {
    return (request, view) -> {
      nowNanos += nanos;
      return SOUND;
    };
  }

  @Test
  void plan_withinItsBound_isBelieved() {
    assertThat(planner(slow(Planner.BOUND_NANOS)).plan(REQUEST, targets)).isSameAs(SOUND);
    assertThat(told).isEmpty();
  }

  @Test
  void plan_thatTookTooLong_isCounted_andFollowed() {
    Planner planner = planner(slow(Planner.BOUND_NANOS + 1));

    assertThat(planner.plan(REQUEST, targets)).isSameAs(SOUND);
    assertThat(told).containsExactly("1 IllegalStateException");
    assertThat(planner.switchedOff()).isFalse();
  }

  @Test
  void strategy_thatFailsAgainAndAgain_isSwitchedOff_andAskedNoMore() {
    int[] asked = {0};
    Planner planner = planner((request, view) -> {
      asked[0]++;
      throw new IllegalStateException();
    });
    RoutePlan plan = SOUND;
    for (int i = 0; i < 10; i++) {
      plan = planner.plan(REQUEST, targets);
    }
    planner.onAttempt(attempt());

    assertThat(planner.switchedOff()).isTrue();
    assertThat(asked[0]).as("the detector trips at four in a row").isEqualTo(4);
    assertThat(told).hasSize(5).endsWith("off");
    assertThat(plan.steps().get(0).reason()).contains("switched off");
    assertThat(plan.steps().get(0).target()).isEqualTo("b");
  }

  @Test
  void strategy_thatFailsNowAndThen_isKept() {
    int[] asked = {0};
    Planner planner = planner((request, view) -> {
      if (++asked[0] % 20 == 0) {
        throw new IllegalStateException();
      }
      return SOUND;
    });
    for (int i = 0; i < 2_000; i++) {
      planner.plan(REQUEST, targets);
    }

    assertThat(planner.faults()).isEqualTo(100);
    assertThat(planner.switchedOff()).isFalse();
  }

  @Test
  void confirm_isPassedOn_andAFaultMeansNo() {
    Step step = Step.immediately("a", "");
    assertThat(planner((request, view) -> SOUND).confirm(step, targets.get(0))).isTrue();
    Planner broken = planner(new RoutingStrategy() {
      @Override
      public RoutePlan plan(RouteRequest request, TargetsView view) {
        return SOUND;
      }

      @Override
      public boolean confirm(Step asked, TargetView target) {
        throw new IllegalStateException(asked.target() + target.id());
      }
    });

    assertThat(broken.confirm(step, targets.get(0))).isFalse();
    assertThat(told).containsExactly("1 IllegalStateException");
  }

  @Test
  void onAttempt_andConfirm_thatTakeTooLong_areFaults() {
    Planner planner = planner(new RoutingStrategy() {
      @Override
      public RoutePlan plan(RouteRequest request, TargetsView view) {
        return SOUND;
      }

      @Override
      public boolean confirm(Step step, TargetView target) {
        nowNanos += Planner.BOUND_NANOS + 1;
        return true;
      }

      @Override
      public void onAttempt(AttemptRecord record) {
        nowNanos += Planner.BOUND_NANOS + 1;
      }
    });
    planner.onAttempt(attempt());

    assertThat(planner.confirm(Step.immediately("a", ""), targets.get(0))).isTrue();
    assertThat(planner.faults()).isEqualTo(2);
  }

  @Test
  void planTime_isTold_ofPlansThatCameTooLateToo() {
    List<Long> times = new ArrayList<>();
    long[] takes = {0};
    Planner planner = new Planner(
        (request, seen) -> {
          nowNanos += takes[0];
          return RoutePlan.of(Step.immediately(seen.get(0).id(), ""));
        },
        () -> nowNanos,
        Planner.FaultListener.NONE,
        times::add);
    for (long nanos : new long[] {7_000, Planner.BOUND_NANOS + 1}) {
      takes[0] = nanos;
      planner.plan(REQUEST, targets);
    }

    assertThat(times).containsExactly(7_000L, Planner.BOUND_NANOS + 1);
  }

  @Test
  void planner_isIdle_onceEveryRequestHasEnded() {
    Planner planner = planner((request, view) -> SOUND);
    assertThat(planner.idle()).isTrue();
    planner.began();
    planner.began();
    planner.ended();
    assertThat(planner.idle()).isFalse();
    planner.ended();
    assertThat(planner.idle()).isTrue();
  }
}

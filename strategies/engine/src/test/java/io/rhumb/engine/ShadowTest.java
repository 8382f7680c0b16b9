package io.rhumb.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rhumb.strategy.AttemptKind;
import io.rhumb.strategy.AttemptRecord;
import io.rhumb.strategy.InvalidStrategyConfigException;
import io.rhumb.strategy.RoutePlan;
import io.rhumb.strategy.RouteRequest;
import io.rhumb.strategy.RoutingStrategy;
import io.rhumb.strategy.RoutingStrategyProvider;
import io.rhumb.strategy.Step;
import io.rhumb.strategy.StrategyConfig;
import io.rhumb.strategy.StrategyContext;
import io.rhumb.strategy.StrategySpec;
import io.rhumb.strategy.TargetView;
import io.rhumb.strategy.TargetsView;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class ShadowTest {

  private final List<String> told = new ArrayList<>();
  private long nowNanos;
  private final TargetSet targets = new TargetSet(List.of(target("a"), target("b")));
  private final Scripted run = new Scripted("run", "a");
  private final Scripted beside = new Scripted("beside", "b");
  private final StrategyCatalog catalog =
      StrategyCatalog.of(run, beside, new ShadowProvider(new ShadowListener() {
        @Override
        public void onPlans(String model, RoutePlan one, RoutePlan other) {
          told.add(model + " " + one.steps().get(0).target() + " "
              + other.steps().get(0).target());
        }

        @Override
        public void onFault(Throwable fault, long count) {
          told.add("fault " + count + " " + fault.getMessage());
        }

        @Override
        public void onSwitchedOff() {
          told.add("off");
        }
      }));
  private final RoutingStrategy shadow = create(Map.of("run", "run", "beside", "beside"));

  private static Target target(String id) {
    return new Target(id, id, false, Admission.ALWAYS, () -> 0, new Random(1));
  }

  private RoutingStrategy create(Map<String, Object> options) {
    return catalog.create(
        "strategy",
        new StrategySpec("shadow", options),
        new StrategyEnvironment(() -> nowNanos, new Random(1), "a"));
  }

  @Test
  void shadow_routesByTheFirst_andTellsOfBoth() {
    RoutePlan plan = shadow.plan(new TestRequest(), targets);

    assertThat(plan.steps().get(0).target()).isEqualTo("a");
    assertThat(told).containsExactly("fraud a b");
  }

  @Test
  void strategyBeside_atFault_changesNothing_andIsAskedNoMoreAfterAWhile() {
    beside.fault = new IllegalStateException("beside");
    for (int i = 0; i < 10; i++) {
      assertThat(shadow.plan(new TestRequest(), targets).steps().get(0).target())
          .isEqualTo("a");
    }

    assertThat(told).hasSize(5).contains("fault 1 beside", "fault 4 beside", "off");
  }

  @Test
  void strategyThatRoutes_atFault_isNotHidden() {
    run.fault = new IllegalStateException("run");

    assertThatThrownBy(() -> shadow.plan(new TestRequest(), targets)).hasMessage("run");
  }

  @Test
  void strategyBeside_thatTakesTooLong_isSwitchedOff_andTheOneThatRoutesIsNot() {
    beside.takesNanos = Planner.BOUND_NANOS + 1;
    Planner planner = new Planner(shadow, () -> nowNanos, Planner.FaultListener.NONE);
    for (int i = 0; i < 10; i++) {
      assertThat(planner.plan(new TestRequest(), targets).steps().get(0).target())
          .isEqualTo("a");
    }

    assertThat(planner.faults()).isZero();
    assertThat(told).filteredOn(line -> line.startsWith("fault ")).hasSize(4);
    assertThat(told).contains("off");
  }

  @Test
  void strategyThatRoutes_thatTakesTooLong_isAtFaultAllTheSame() {
    run.takesNanos = Planner.BOUND_NANOS + 1;
    Planner planner = new Planner(shadow, () -> nowNanos, Planner.FaultListener.NONE);
    planner.plan(new TestRequest(), targets);

    assertThat(planner.faults()).isEqualTo(1);
  }

  @Test
  void attempts_areToldToBoth_andOnlyTheFirstConfirms() {
    AttemptRecord record =
        new Attempt(0, targets.get(0), AttemptKind.PRIMARY, Extra.NONE, "", Permit.PLAIN, 0, 1);
    shadow.onAttempt(record);
    boolean confirmed = shadow.confirm(Step.immediately("a", ""), targets.get(0));

    assertThat(run.heard).containsExactly("attempt a", "confirm a");
    assertThat(beside.heard).containsExactly("attempt a");
    assertThat(confirmed).isFalse();
  }

  @Test
  void bothStrategies_mustBeNamed() {
    assertThatThrownBy(() -> create(Map.of("run", "run")))
        .isInstanceOf(InvalidStrategyConfigException.class)
        .hasMessage(
            "strategy.shadow.beside: nothing (expected: a strategy: its name, or name: {options})");
  }

  /** Always wants one target. */
  private final class Scripted implements RoutingStrategyProvider, RoutingStrategy {

    private final String name;
    private final String target;
    private final List<String> heard = new ArrayList<>();
    private RuntimeException fault;
    private long takesNanos;

    Scripted(String name, String target) {
      this.name = name;
      this.target = target;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public RoutingStrategy create(StrategyConfig config, StrategyContext context) {
      return this;
    }

    @Override
    public RoutePlan plan(RouteRequest request, TargetsView view) {
      if (fault != null) {
        throw fault;
      }
      nowNanos += takesNanos;
      return RoutePlan.of(Step.immediately(target, ""));
    }

    @Override
    public boolean confirm(Step step, TargetView view) {
      heard.add("confirm " + step.target());
      return false;
    }

    @Override
    public void onAttempt(AttemptRecord record) {
      heard.add("attempt " + record.target());
    }
  }
}

package io.rhumb.testkit;

import io.rhumb.strategy.RoutePlan;
import io.rhumb.strategy.RouteRequest;
import io.rhumb.strategy.RoutingStrategy;
import io.rhumb.strategy.Step;
import io.rhumb.strategy.TargetView;
import io.rhumb.strategy.TargetsView;
import io.rhumb.strategy.Trigger;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assertions;

/** Asks for plans and looks at them; what is wrong is an error that says so to the strategy's author. */
final class Plans {

  private Plans() {}

  /** A plan, whatever it says. */
  static RoutePlan made(RoutingStrategy strategy, RouteRequest request, TargetsView targets) {
    @Nullable RoutePlan plan;
    try {
      plan = strategy.plan(request, targets);
    } catch (RuntimeException | StackOverflowError | LinkageError | AssertionError fault) {
      throw new AssertionError(
          "plan: threw " + fault + " for " + targets + " (expected: a plan, for every view)",
          fault);
    }
    return plan == null
        ? Assertions.fail("plan: null for " + targets + " (expected: a plan, for every view)")
        : plan;
  }

  /** A plan that names targets of the view. */
  static RoutePlan known(RoutingStrategy strategy, RouteRequest request, TargetsView targets) {
    RoutePlan plan = made(strategy, request, targets);
    Set<String> ids = new HashSet<>();
    for (int i = 0; i < targets.size(); i++) {
      ids.add(targets.get(i).id());
    }
    for (String target : order(plan)) {
      if (!ids.contains(target)) {
        Assertions.fail("plan: names " + target + " for " + targets
            + " (expected: targets of the view that this call was given, and no other)");
      }
    }
    return plan;
  }

  /** Every target that admits attempts must be in the plan. */
  static void requireAdmitted(RoutePlan plan, FakeTargets targets) {
    List<String> order = order(plan);
    for (TargetView target : targets.list()) {
      if (target.availability().admits() && !order.contains(target.id())) {
        Assertions.fail("plan: " + order + " for " + targets + " lacks " + target.id()
            + " (expected: every target that admits attempts, or a failover cannot reach it)");
      }
    }
  }

  /** No target that refuses may stand before one that admits. */
  static void requireRefusedLast(RoutePlan plan, FakeTargets targets) {
    String refused = "";
    for (String id : order(plan)) {
      if (!byId(targets, id).availability().admits()) {
        refused = id;
      } else if (!refused.isEmpty()) {
        Assertions.fail("plan: " + order(plan) + " for " + targets + " has " + refused + " before "
            + id + " (expected: who refuses attempts stands last, or not at all)");
      }
    }
  }

  /** Confirms the delayed steps of a plan, as the gateway does when their time has come. */
  static void confirmDelayed(RoutingStrategy strategy, RoutePlan plan, TargetsView targets) {
    for (Step step : plan.steps()) {
      if (step.trigger() == Trigger.AFTER_DELAY_OR_FAILURE) {
        confirm(strategy, step, byId(targets, step.target()));
      }
    }
  }

  private static void confirm(RoutingStrategy strategy, Step step, TargetView target) {
    try {
      strategy.confirm(step, target);
    } catch (RuntimeException | StackOverflowError | LinkageError | AssertionError fault) {
      throw new AssertionError(
          "confirm: threw " + fault + " for " + step + " (expected: true or false)", fault);
    }
  }

  static List<String> order(RoutePlan plan) {
    return plan.steps().stream().map(Step::target).toList();
  }

  private static TargetView byId(TargetsView targets, String id) {
    for (int i = 0; i < targets.size(); i++) {
      if (targets.get(i).id().equals(id)) {
        return targets.get(i);
      }
    }
    throw new AssertionError("plan: names " + id + " for " + targets);
  }
}

package io.rhumb.testkit.broken;

import io.rhumb.strategy.RoutePlan;
import io.rhumb.strategy.RouteRequest;
import io.rhumb.strategy.RoutingStrategy;
import io.rhumb.strategy.RoutingStrategyProvider;
import io.rhumb.strategy.Step;
import io.rhumb.strategy.StrategyConfig;
import io.rhumb.strategy.StrategyContext;
import io.rhumb.strategy.TargetsView;
import java.util.ArrayList;
import java.util.List;

/** A strategy in which nothing is wrong; the broken ones each change one thing. */
public class Sound implements RoutingStrategyProvider {

  @Override
  public final String name() {
    return "broken-" + getClass().getSimpleName().toLowerCase(java.util.Locale.ROOT);
  }

  @Override
  public RoutingStrategy create(StrategyConfig config, StrategyContext context) {
    return new Plain();
  }

  /** Whether it says that it avoids slow targets. */
  public boolean adaptive() {
    return false;
  }

  /** Those that admit attempts, then the others, each in the order of the view. */
  static class Plain implements RoutingStrategy {

    @Override
    public RoutePlan plan(RouteRequest request, TargetsView targets) {
      return planOf(order(targets));
    }
  }

  static List<String> order(TargetsView targets) {
    List<String> admitted = new ArrayList<>();
    List<String> refused = new ArrayList<>();
    for (int i = 0; i < targets.size(); i++) {
      List<String> part = targets.get(i).availability().admits() ? admitted : refused;
      part.add(targets.get(i).id());
    }
    admitted.addAll(refused);
    return admitted;
  }

  static RoutePlan planOf(List<String> order) {
    return planOf(order, "in order");
  }

  static RoutePlan planOf(List<String> order, String reason) {
    List<Step> steps = new ArrayList<>();
    for (String id : order) {
      steps.add(steps.isEmpty() ? Step.immediately(id, reason) : Step.onFailure(id, reason));
    }
    return new RoutePlan(steps);
  }

  /** The order from another place on, round to where it began. */
  static List<String> from(int first, List<String> order) {
    List<String> rotated = new ArrayList<>(order.subList(first, order.size()));
    rotated.addAll(order.subList(0, first));
    return rotated;
  }
}

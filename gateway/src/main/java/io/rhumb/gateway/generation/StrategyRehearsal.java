package io.rhumb.gateway.generation;

import io.rhumb.engine.Admission;
import io.rhumb.engine.Planner;
import io.rhumb.engine.Strangers;
import io.rhumb.engine.StrategyEnvironment;
import io.rhumb.engine.Target;
import io.rhumb.engine.TargetSet;
import io.rhumb.gateway.config.ModelConfig;
import io.rhumb.strategy.InvalidStrategyConfigException;
import io.rhumb.strategy.RouteRequest;
import io.rhumb.strategy.RoutingStrategy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Asks a new strategy for a plan before it plans for clients: one that throws or answers nonsense at once is refused while the old one
 * is still in force, and its classes are loaded before an event loop would have to wait for them.
 */
final class StrategyRehearsal {

  private StrategyRehearsal() {}

  /**
   * Asks for one plan over targets like those of the model, of which nothing is known yet. To be given a strategy that will not be used
   * for anything else, since it may count what it is asked.
   *
   * @param path where the configuration names it, for messages
   * @throws InvalidStrategyConfigException if its first plan is none
   */
  static void run(
      String path, RoutingStrategy strategy, ModelConfig model, StrategyEnvironment environment) {
    // A clock that stands still: how long the first plan takes says nothing of the next.
    List<Throwable> faults = new ArrayList<>();
    Planner planner = new Planner(strategy, () -> 0, (fault, count) -> faults.add(fault));
    planner.plan(new SampleRequest(model), targets(model, environment));
    if (!faults.isEmpty()) {
      Throwable first = faults.get(0);
      InvalidStrategyConfigException invalid =
          InvalidStrategyConfigException.of(path, Strangers.line(first), "a plan");
      invalid.initCause(first);
      throw invalid;
    }
  }

  private static TargetSet targets(ModelConfig model, StrategyEnvironment environment) {
    List<Target> targets = model.targets().stream()
        .map(target -> new Target(
            target.id(),
            target.region(),
            target.region().equals(environment.localRegion()),
            Admission.ALWAYS,
            environment.clock(),
            environment.random()))
        .toList();
    return new TargetSet(targets);
  }

  private record SampleRequest(ModelConfig config) implements RouteRequest {
    @Override
    public String model() {
      return config.name();
    }

    @Override
    public String method() {
      return "predict";
    }

    @Override
    public Optional<String> header(String name) {
      return Optional.empty();
    }

    @Override
    public long timeLeftNanos() {
      return config.timeout().toNanos();
    }
  }
}

package io.rhumb.gateway.generation;

import io.rhumb.engine.CreatedStrategy;
import io.rhumb.engine.Planner;
import io.rhumb.gateway.plugin.BoundedCalls;
import io.rhumb.gateway.plugin.NotReturnedException;
import io.rhumb.gateway.predict.ModelStrategies;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/** The strategies of one model, with what it takes to be rid of them. Thread-safe. */
final class CreatedStrategies implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger(CreatedStrategies.class.getName());

  private final ModelStrategies strategies;
  private final List<CreatedStrategy> created;
  private final AtomicBoolean closed = new AtomicBoolean();

  /**
   * Strategies that are open.
   *
   * @param strategies as requests use them
   * @param created every one of them; closed here alone
   */
  CreatedStrategies(ModelStrategies strategies, List<CreatedStrategy> created) {
    this.strategies = strategies;
    this.created = List.copyOf(created);
  }

  /** As requests use them. */
  ModelStrategies strategies() {
    return strategies;
  }

  /** Each by the name that metrics call it. */
  Map<String, Planner> byName() {
    Map<String, Planner> byName = new LinkedHashMap<>(strategies.choices());
    byName.put(StrategyFactory.STANDARD, strategies.standard());
    return byName;
  }

  /** Whether one of those names is among them, however deep. */
  boolean use(Set<String> names) {
    return created.stream()
        .anyMatch(strategy -> strategy.names().stream().anyMatch(names::contains));
  }

  /** Whether no request that they planned is running. Exact once none can begin any more. */
  boolean idle() {
    return strategies.all().stream().allMatch(Planner::idle);
  }

  /** Closes them, the first time. May block. */
  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      created.forEach(CreatedStrategies::close);
    }
  }

  /** There is nobody who could do anything about a strategy that cannot be closed, except read of it. */
  static void close(CreatedStrategy strategy) {
    try {
      BoundedCalls.USUAL.call(
          "strategy " + strategy.names() + ": close",
          () -> {
            strategy.close();
            return strategy;
          },
          late -> {});
    } catch (IllegalStateException | NotReturnedException e) {
      LOG.log(System.Logger.Level.WARNING, "strategy " + strategy.names() + ": not closed", e);
    }
  }
}

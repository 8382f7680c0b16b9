package io.rhumb.gateway.generation;

import io.rhumb.engine.StrategyCatalog;
import io.rhumb.gateway.config.GatewayConfig;
import io.rhumb.gateway.config.ModelConfig;
import io.rhumb.gateway.plugin.Adopter;
import io.rhumb.gateway.predict.StrategySlot;
import io.rhumb.gateway.telemetry.StrategyMetrics;
import io.rhumb.strategy.InvalidStrategyConfigException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiPredicate;
import java.util.function.Function;

/**
 * The strategies that are in force, by model, and how others take their place: created and rehearsed first, exchanged all at once,
 * and the old ones closed when their last request has ended. Runs a stranger's code, so not on an event loop; one caller at a time.
 */
public final class StrategyExchange implements Adopter {

  private record InForce(ModelConfig config, StrategySlot slot, CreatedStrategies strategies) {}

  private final StrategyFactory factory;
  private final StrategyMetrics metrics;
  private final Function<CreatedStrategies, Future<Void>> retirement;
  private Map<String, InForce> models = Map.of();
  /** Exchanged, and perhaps still needed by a request that runs. */
  private final Map<CreatedStrategies, Future<Void>> retiring = new ConcurrentHashMap<>();

  /**
   * Nothing in force yet.
   *
   * @param retirement waits until nobody uses them, and closes them
   */
  StrategyExchange(
      StrategyFactory factory,
      StrategyMetrics metrics,
      Function<CreatedStrategies, Future<Void>> retirement) {
    this.factory = factory;
    this.metrics = metrics;
    this.retirement = retirement;
  }

  /**
   * Creates the strategies that a configuration wants and that are not in force as it wants them. Nothing changes yet for any
   * request.
   *
   * @param changed the names of strategies that are not in force as the catalog has them
   * @throws InvalidStrategyConfigException if one cannot be created
   */
  Prepared prepare(GatewayConfig config, StrategyCatalog catalog, Set<String> changed) {
    return prepare(
        config.models(),
        catalog,
        (old, next) -> !alike(old.config(), next) || old.strategies().use(changed));
  }

  @Override
  public Future<Void> adopt(StrategyCatalog catalog, Set<String> changed) {
    Map<String, ModelConfig> configs = new LinkedHashMap<>();
    models.forEach((name, model) -> configs.put(name, model.config()));
    prepare(configs, catalog, (old, next) -> old.strategies().use(changed)).commit();
    return disused();
  }

  /** Completes once no request uses anything that was exchanged. */
  Future<Void> disused() {
    // All of them: what was exchanged before may need a jar that goes only now.
    return Future.join(List.copyOf(retiring.values())).mapEmpty();
  }

  /** Closes what is in force and what was, whatever uses it. */
  void close() {
    models.values().forEach(model -> model.strategies().close());
    retiring.keySet().forEach(CreatedStrategies::close);
  }

  private static boolean alike(ModelConfig one, ModelConfig other) {
    return one.strategy().equals(other.strategy()) && one.choices().equals(other.choices());
  }

  private Prepared prepare(
      Map<String, ModelConfig> configs,
      StrategyCatalog catalog,
      BiPredicate<InForce, ModelConfig> outdated) {
    Map<String, InForce> next = new LinkedHashMap<>();
    List<CreatedStrategies> fresh = new ArrayList<>();
    try {
      configs.forEach((name, config) -> {
        InForce old = models.get(name);
        if (old == null || outdated.test(old, config)) {
          CreatedStrategies created = factory.create(config, catalog);
          fresh.add(created);
          StrategySlot slot = old == null ? new StrategySlot(created.strategies()) : old.slot();
          next.put(name, new InForce(config, slot, created));
        } else {
          next.put(name, new InForce(config, old.slot(), old.strategies()));
        }
      });
      return new Prepared(next, fresh);
    } catch (InvalidStrategyConfigException invalid) {
      fresh.forEach(CreatedStrategies::close);
      throw invalid;
    }
  }

  private void retire(CreatedStrategies old) {
    Promise<Void> retired = Promise.promise();
    retiring.put(old, retired.future());
    retirement.apply(old).onComplete(done -> {
      retiring.remove(old);
      retired.complete();
    });
  }

  private Set<StrategyMetrics.Shown> shown() {
    Set<StrategyMetrics.Shown> shown = new HashSet<>();
    models.forEach((name, model) -> model
        .strategies()
        .byName()
        .forEach(
            (strategy, planner) -> shown.add(new StrategyMetrics.Shown(name, strategy, planner))));
    return shown;
  }

  /** Strategies that could take the place of those in force: either {@link #commit} or {@link #discard} must follow. */
  final class Prepared {

    private final Map<String, InForce> next;
    private final List<CreatedStrategies> fresh;

    private Prepared(Map<String, InForce> next, List<CreatedStrategies> fresh) {
      this.next = next;
      this.fresh = fresh;
    }

    /** Where the strategies of each model are, by its name. */
    Map<String, StrategySlot> slots() {
      Map<String, StrategySlot> slots = new LinkedHashMap<>();
      next.forEach((name, model) -> slots.put(name, model.slot()));
      return slots;
    }

    /** Puts them into force. */
    void commit() {
      Map<String, InForce> before = models;
      models = next;
      metrics.show(shown());
      next.forEach((name, model) -> model.slot().exchange(model.strategies().strategies()));
      before.forEach((name, old) -> {
        InForce now = next.get(name);
        if (now == null || now.strategies() != old.strategies()) {
          retire(old.strategies());
        }
      });
    }

    /** Closes what was created. */
    void discard() {
      fresh.forEach(CreatedStrategies::close);
    }
  }
}

package io.rhumb.gateway;

import io.rhumb.engine.StrategyCatalog;
import io.rhumb.gateway.config.GatewayConfig;
import io.rhumb.gateway.config.ModelConfig;
import io.rhumb.gateway.plugin.Adopter;
import io.rhumb.gateway.predict.StrategySlot;
import io.rhumb.strategy.InvalidStrategyConfigException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * The strategies that are in force, by model, and how others take their place: created and rehearsed first, exchanged all at once,
 * and the old ones closed when their last request has ended. Runs a stranger's code, so not on an event loop; one caller at a time.
 */
final class StrategyExchange implements Adopter {

  private record InForce(ModelConfig config, StrategySlot slot, CreatedStrategies strategies) {}

  private final StrategyFactory factory;
  private final Function<CreatedStrategies, Future<Void>> retirement;
  private final Map<String, InForce> models = new LinkedHashMap<>();
  /** Exchanged, and perhaps still needed by a request that runs. */
  private final Map<CreatedStrategies, Future<Void>> retiring = new ConcurrentHashMap<>();

  /**
   * Nothing in force yet.
   *
   * @param retirement waits until nobody uses them, and closes them
   */
  StrategyExchange(StrategyFactory factory, Function<CreatedStrategies, Future<Void>> retirement) {
    this.factory = factory;
    this.retirement = retirement;
  }

  /**
   * Creates the strategies of every model.
   *
   * @return by the name of the model
   * @throws InvalidStrategyConfigException if one cannot be
   */
  Map<String, StrategySlot> open(GatewayConfig config, StrategyCatalog catalog) {
    Map<String, StrategySlot> slots = new LinkedHashMap<>();
    try {
      for (ModelConfig model : config.models().values()) {
        CreatedStrategies strategies = factory.create(model, catalog);
        StrategySlot slot = new StrategySlot(strategies.strategies());
        models.put(model.name(), new InForce(model, slot, strategies));
        slots.put(model.name(), slot);
      }
      return slots;
    } catch (InvalidStrategyConfigException invalid) {
      close();
      throw invalid;
    }
  }

  @Override
  public Future<Void> adopt(StrategyCatalog catalog, Set<String> changed) {
    Map<String, CreatedStrategies> fresh = create(catalog, changed);
    fresh.forEach((name, strategies) -> {
      InForce old = models.get(name);
      if (old != null) {
        old.slot().exchange(strategies.strategies());
        models.put(name, new InForce(old.config(), old.slot(), strategies));
        retire(old.strategies());
      }
    });
    // All of them: what was exchanged before may need a jar that goes only now.
    return Future.join(List.copyOf(retiring.values())).mapEmpty();
  }

  private void retire(CreatedStrategies old) {
    Promise<Void> retired = Promise.promise();
    retiring.put(old, retired.future());
    retirement.apply(old).onComplete(done -> {
      retiring.remove(old);
      retired.complete();
    });
  }

  /** Closes what is in force and what was, whatever uses it. */
  void close() {
    models.values().forEach(model -> model.strategies().close());
    retiring.keySet().forEach(CreatedStrategies::close);
  }

  private Map<String, CreatedStrategies> create(StrategyCatalog catalog, Set<String> changed) {
    Map<String, CreatedStrategies> fresh = new LinkedHashMap<>();
    try {
      models.forEach((name, model) -> {
        if (model.strategies().use(changed)) {
          fresh.put(name, factory.create(model.config(), catalog));
        }
      });
      return fresh;
    } catch (InvalidStrategyConfigException invalid) {
      fresh.values().forEach(CreatedStrategies::close);
      throw invalid;
    }
  }
}

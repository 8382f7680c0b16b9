package io.rhumb.gateway.generation;

import io.rhumb.engine.StrategyCatalog;
import io.rhumb.gateway.config.FixedSettings;
import io.rhumb.gateway.config.GatewayConfig;
import io.rhumb.gateway.reload.ConfigAdopter;
import io.rhumb.gateway.reload.ConfigPhase;
import io.rhumb.gateway.reload.RefusedConfigException;
import io.rhumb.strategy.InvalidStrategyConfigException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * How another configuration takes the place of the one in force, while requests run: those that have begun finish with the old one,
 * those that come after begin with the new one, and none waits. To be called on the thread of changes.
 */
public final class ConfigExchange implements ConfigAdopter {

  private final StrategyLifecycle strategies;
  private final ModelFactory factory;
  private final TargetProbe probe;
  private final Generations generations;

  /**
   * Nothing is exchanged yet.
   *
   * @param generations has the one in force, and takes the next
   */
  public ConfigExchange(
      StrategyLifecycle strategies,
      ModelFactory factory,
      TargetProbe probe,
      Generations generations) {
    this.strategies = strategies;
    this.factory = factory;
    this.probe = probe;
    this.generations = generations;
  }

  @Override
  public GatewayConfig inForce() {
    return generations.current().config();
  }

  @Override
  public Object basis() {
    return strategies.catalog();
  }

  @Override
  public void adopt(GatewayConfig next) {
    adopt(next, strategies.catalog(), Set.of());
  }

  /**
   * Puts another configuration into force, together with other strategies.
   *
   * @param catalog where its strategies come from
   * @param changed the names that are new there, gone, or provided by another jar than in what is in force
   * @throws RefusedConfigException if it cannot be; then nothing has changed
   */
  void adopt(GatewayConfig next, StrategyCatalog catalog, Set<String> changed) {
    Generation current = generations.current();
    validate(next, current.config(), catalog);
    StrategyExchange.Prepared prepared = prepare(next, catalog, changed);
    Generation built = null;
    try {
      built = factory.create(next, prepared.slots(), current.known());
      probe.require(built, current);
    } catch (RuntimeException | Error refused) {
      prepared.discard();
      generations.discard(built);
      throw refused;
    }
    // In this order: a request that began with the old models must not find their strategies
    // closed.
    generations.take(built);
    prepared.commit();
    InsecureTrustWarning.log(next);
  }

  private void validate(GatewayConfig next, GatewayConfig current, StrategyCatalog catalog) {
    List<String> problems = new ArrayList<>(FixedSettings.problems(current, next));
    problems.addAll(strategies.problems(next, current, catalog));
    RefusedConfigException.throwIfAny(ConfigPhase.VALIDATE, problems);
  }

  private StrategyExchange.Prepared prepare(
      GatewayConfig next, StrategyCatalog catalog, Set<String> changed) {
    try {
      return strategies.exchange().prepare(next, catalog, changed);
    } catch (InvalidStrategyConfigException invalid) {
      throw new RefusedConfigException(
          ConfigPhase.BUILD, List.of(String.valueOf(invalid.getMessage())));
    }
  }
}

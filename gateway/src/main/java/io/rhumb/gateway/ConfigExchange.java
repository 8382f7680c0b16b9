package io.rhumb.gateway;

import io.rhumb.gateway.config.FixedSettings;
import io.rhumb.gateway.config.GatewayConfig;
import io.rhumb.gateway.reload.ConfigAdopter;
import io.rhumb.gateway.reload.ConfigPhase;
import io.rhumb.gateway.reload.RefusedConfigException;
import io.rhumb.strategy.InvalidStrategyConfigException;
import java.util.ArrayList;
import java.util.List;

/**
 * How another configuration takes the place of the one in force, while requests run: those that have begun finish with the old one,
 * those that come after begin with the new one, and none waits. To be called on the thread of changes.
 */
final class ConfigExchange implements ConfigAdopter {

  private final StrategyLifecycle strategies;
  private final ModelFactory factory;
  private final TargetProbe probe;
  private final Generations generations;

  ConfigExchange(
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
  public void adopt(GatewayConfig next) {
    Generation current = generations.current();
    validate(next, current.config());
    StrategyExchange.Prepared prepared = prepare(next);
    Generation built = null;
    try {
      built = factory.create(next, prepared.slots(), current.known());
      probe.require(built, current);
    } catch (RuntimeException refused) {
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

  private void validate(GatewayConfig next, GatewayConfig current) {
    List<String> problems = new ArrayList<>(FixedSettings.problems(current, next));
    problems.addAll(strategies.problems(next, current));
    RefusedConfigException.throwIfAny(ConfigPhase.VALIDATE, problems);
  }

  private StrategyExchange.Prepared prepare(GatewayConfig next) {
    try {
      return strategies.prepare(next);
    } catch (InvalidStrategyConfigException invalid) {
      throw new RefusedConfigException(
          ConfigPhase.BUILD, List.of(String.valueOf(invalid.getMessage())));
    }
  }
}

package io.rhumb.gateway.generation;

import io.rhumb.gateway.config.GatewayConfig;
import io.rhumb.gateway.process.StartupException;
import io.rhumb.strategy.InvalidStrategyConfigException;
import java.util.Set;

/**
 * Makes the generation that a gateway begins with.
 *
 * @param strategies not open yet
 * @param factory makes its models
 */
public record FirstGeneration(StrategyLifecycle strategies, ModelFactory factory) {

  /**
   * Puts the first configuration into force. Blocks.
   *
   * @throws StartupException if a strategy cannot be created
   */
  public Generation create(GatewayConfig config) {
    try {
      strategies.open();
      StrategyExchange.Prepared prepared =
          strategies.exchange().prepare(config, strategies.catalog(), Set.of());
      Generation first = factory.create(config, prepared.slots(), Known.NOTHING);
      prepared.commit();
      return first;
    } catch (InvalidStrategyConfigException invalid) {
      throw new StartupException(String.valueOf(invalid.getMessage()), invalid);
    }
  }
}

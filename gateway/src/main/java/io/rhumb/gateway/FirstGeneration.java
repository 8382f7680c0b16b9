package io.rhumb.gateway;

import io.rhumb.gateway.config.GatewayConfig;
import io.rhumb.strategy.InvalidStrategyConfigException;
import java.util.Set;

/** What a gateway starts with. */
record FirstGeneration(StrategyLifecycle strategies, ModelFactory factory) {

  /**
   * Puts the first configuration into force. Blocks.
   *
   * @throws StartupException if a strategy cannot be created
   */
  Generation create(GatewayConfig config) {
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

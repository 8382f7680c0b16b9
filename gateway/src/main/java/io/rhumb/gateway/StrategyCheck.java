package io.rhumb.gateway;

import io.rhumb.gateway.config.ConfigCheck;
import io.rhumb.gateway.config.GatewayConfig;
import io.rhumb.gateway.config.ModelConfig;
import io.rhumb.gateway.plugin.StrategyRegistry;
import io.rhumb.strategy.InvalidStrategyConfigException;
import java.util.ArrayList;
import java.util.List;

/** Finds strategies that nobody provides, and options that they refuse, by creating each one and throwing it away. */
final class StrategyCheck implements ConfigCheck {

  private final StrategyRegistry strategies;

  StrategyCheck(StrategyRegistry strategies) {
    this.strategies = strategies;
  }

  @Override
  public List<String> problems(GatewayConfig config) {
    // The region may be known only where the gateway runs; no option depends on which it is.
    String region = config.localRegion().orElse("unknown");
    List<String> problems = new ArrayList<>();
    for (ModelConfig model : config.models().values()) {
      try {
        strategies
            .create("models." + model.name() + ".strategy", model.strategy(), region)
            .close();
      } catch (InvalidStrategyConfigException invalid) {
        problems.add(invalid.getMessage());
      }
    }
    return problems;
  }
}

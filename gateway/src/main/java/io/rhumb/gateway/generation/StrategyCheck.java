package io.rhumb.gateway.generation;

import io.rhumb.engine.ShadowListener;
import io.rhumb.engine.StrategyEnvironment;
import io.rhumb.gateway.config.ConfigCheck;
import io.rhumb.gateway.config.GatewayConfig;
import io.rhumb.gateway.config.ModelConfig;
import io.rhumb.gateway.plugin.Adopter;
import io.rhumb.gateway.plugin.PluginStatus;
import io.rhumb.gateway.plugin.Plugins;
import io.rhumb.gateway.process.MonotonicClock;
import io.rhumb.gateway.process.SharedRandom;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds strategies that nobody provides, options that they refuse, strategies that fail at their first plan, and jars in the plug-in
 * folder that cannot be used. Blocks.
 */
public final class StrategyCheck implements ConfigCheck {

  private final boolean everyJar;

  /**
   * A check.
   *
   * @param everyJar whether a jar that cannot be used is a problem even if no model needs it. A gateway that starts must not fail for
   *     such a jar
   */
  public StrategyCheck(boolean everyJar) {
    this.everyJar = everyJar;
  }

  private static String region(GatewayConfig config) {
    ModelConfig any = config.models().values().iterator().next();
    return config.localRegion().orElse(any.targets().get(0).region());
  }

  @Override
  public List<String> problems(GatewayConfig config) {
    // The region may be known only where the gateway runs. Until then, one that is real.
    StrategyEnvironment environment =
        new StrategyEnvironment(new MonotonicClock(), new SharedRandom(), region(config));
    try (Plugins plugins = new Plugins(
        StrategyCatalogs.builtIn(ShadowListener.NONE), config.plugins().folder(), Runnable::run)) {
      plugins.scan(Adopter.NOTHING);
      List<String> problems = new ArrayList<>();
      config
          .models()
          .values()
          .forEach(model ->
              problems.addAll(StrategyFactory.problems(model, plugins.catalog(), environment)));
      if (everyJar || !problems.isEmpty()) {
        for (PluginStatus status : plugins.statuses()) {
          status.problem().ifPresent(problem -> problems.add("plugins.folder: " + problem));
        }
      }
      return problems;
    }
  }
}

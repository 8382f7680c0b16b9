package io.rhumb.gateway.generation;

import io.rhumb.engine.StrategyCatalog;
import io.rhumb.gateway.plugin.Adopter;
import io.rhumb.gateway.reload.ConfigWatch;
import io.rhumb.strategy.InvalidStrategyConfigException;
import io.vertx.core.Future;
import java.util.Set;

/**
 * How jars take the place of those in force: under the configuration in force or else, since a jar and its options may be renamed
 * together, with the one that was refused. To be called on the thread of changes.
 *
 * @param strategies those in force
 * @param configs puts a configuration into force together with jars
 * @param watch has the one that was refused
 */
public record PluginExchange(StrategyExchange strategies, ConfigExchange configs, ConfigWatch watch)
    implements Adopter {

  @Override
  public Future<Void> adopt(StrategyCatalog catalog, Set<String> changed) {
    try {
      return strategies.adopt(catalog, changed);
    } catch (InvalidStrategyConfigException refused) {
      if (watch.adoptRefused(next -> configs.adopt(next, catalog, changed))) {
        return strategies.disused();
      }
      throw refused;
    }
  }

  @Override
  public Object basis() {
    return watch.tries();
  }
}

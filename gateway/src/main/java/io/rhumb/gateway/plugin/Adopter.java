package io.rhumb.gateway.plugin;

import io.rhumb.engine.StrategyCatalog;
import io.vertx.core.Future;
import java.util.Set;

/** Puts other strategies into force. */
@FunctionalInterface
public interface Adopter {

  /** Has nothing that could be in use yet. */
  Adopter NOTHING = (catalog, changed) -> Future.succeededFuture();

  /**
   * Creates anew the strategies of every model that uses one of those that changed, and puts them into force; all of it or nothing.
   *
   * @param catalog what there is now
   * @param changed the names that are new, gone, or provided by another jar than before
   * @return completes once no request uses anything that was replaced, now or before
   * @throws io.rhumb.strategy.InvalidStrategyConfigException if one cannot be created; then nothing has changed
   */
  Future<Void> adopt(StrategyCatalog catalog, Set<String> changed);

  /** What its answers depend on besides: once that is not equal to what it was, it may accept what it refused. By default nothing. */
  default Object basis() {
    return Set.of();
  }
}

package io.rhumb.gateway.management;

import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import java.util.Optional;

/** Something that the operator's port answers. */
@FunctionalInterface
public interface OperatorRoute {

  /** Adds it. Called once, before the port opens. */
  void addTo(Router router);

  /** What the console of the operator's port shows of it besides. Called often, on any thread; empty: nothing. */
  default Optional<JsonObject> shown() {
    return Optional.empty();
  }
}

package io.rhumb.gateway.management;

import io.vertx.ext.web.Router;

/** Something that the operator's port answers. */
@FunctionalInterface
public interface OperatorRoute {

  /** Adds it. Called once, before the port opens. */
  void addTo(Router router);
}

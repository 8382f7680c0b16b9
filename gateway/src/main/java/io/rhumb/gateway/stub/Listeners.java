package io.rhumb.gateway.stub;

import io.vertx.core.Deployable;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.shareddata.Counter;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Opens and closes one port on several event loops at once. Not thread-safe: one call after the other. */
final class Listeners {

  private final Vertx vertx;
  private final String host;
  private final int eventLoops;
  private final IntFunction<RegionalVerticle> verticles;
  private @Nullable String deployment;

  Listeners(Vertx vertx, RegionalStubConfig config, IntFunction<RegionalVerticle> verticles) {
    this.vertx = vertx;
    this.host = config.host();
    this.eventLoops = config.eventLoops();
    this.verticles = verticles;
  }

  /** Whether it listens. Not if whoever deployed it took it down on its own undeployment. */
  boolean isOpen() {
    String current = deployment;
    return current != null && vertx.deploymentIDs().contains(current);
  }

  /** Listens; completes with the port. Zero: a free one. */
  Future<Integer> open(int port) {
    return port == 0 ? freePort().compose(this::deploy) : deploy(port);
  }

  /** Listens no more on that port and closes all connections. */
  Future<Void> close(int port) {
    String current = deployment;
    return current == null || !isOpen()
        ? Future.succeededFuture()
        : vertx.undeploy(current).compose(closed -> ClosedPort.await(vertx, host, port));
  }

  private Future<Integer> deploy(int port) {
    Queue<RegionalVerticle> deployed = new ConcurrentLinkedQueue<>();
    return vertx
        .deployVerticle(
            () -> kept(deployed, port), new DeploymentOptions().setInstances(eventLoops))
        .map(id -> {
          deployment = id;
          return deployed.element().actualPort();
        });
  }

  private Deployable kept(Queue<RegionalVerticle> deployed, int port) {
    RegionalVerticle verticle = verticles.apply(port);
    deployed.add(verticle);
    return verticle;
  }

  /**
   * To Vert.x a negative port is a free one that all servers with that same number share, so each stub of a Vert.x instance
   * needs a number of its own.
   */
  private Future<Integer> freePort() {
    return vertx
        .sharedData()
        .getLocalCounter("io.rhumb.gateway.stub.free-port")
        .compose(Counter::incrementAndGet)
        .map(number -> -number.intValue());
  }
}

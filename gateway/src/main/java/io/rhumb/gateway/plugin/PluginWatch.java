package io.rhumb.gateway.plugin;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;

/**
 * Looks at the plug-in folder again and again, on a worker thread. Where the CPU sleeps between requests it looks later; nothing
 * depends on when.
 */
public final class PluginWatch {

  private final Vertx vertx;
  private final long timer;
  private Future<Void> running = Future.succeededFuture();

  private PluginWatch(Vertx vertx, Plugins plugins, Adopter adopter, long millis) {
    this.vertx = vertx;
    this.timer = vertx.setPeriodic(millis, id -> look(plugins, adopter));
  }

  /**
   * Begins to look. To be called on an event loop.
   *
   * @param period how often; positive
   */
  public static PluginWatch start(Vertx vertx, Plugins plugins, Adopter adopter, Duration period) {
    return new PluginWatch(vertx, plugins, adopter, period.toMillis());
  }

  /** Ends. Completes once nobody looks any more. To be called on the same event loop. */
  public Future<Void> stop() {
    vertx.cancelTimer(timer);
    return running;
  }

  private void look(Plugins plugins, Adopter adopter) {
    if (running.isComplete()) {
      running = vertx.executeBlocking(() -> {
        plugins.scan(adopter);
        return null;
      });
    }
  }
}

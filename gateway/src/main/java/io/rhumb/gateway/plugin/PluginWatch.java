package io.rhumb.gateway.plugin;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.time.Duration;

/**
 * Looks at the plug-in folder again and again, on a worker thread. Where the CPU sleeps between requests it looks later; nothing
 * depends on when. Thread-safe.
 */
public final class PluginWatch {

  private static final System.Logger LOG = System.getLogger(PluginWatch.class.getName());

  private final Vertx vertx;
  private final WorkerExecutor worker;
  private final Plugins plugins;
  private final Adopter adopter;
  private final Context context;
  private boolean stopped;
  private Future<Void> running = Future.succeededFuture();

  private PluginWatch(Vertx vertx, WorkerExecutor worker, Plugins plugins, Adopter adopter) {
    this.vertx = vertx;
    this.worker = worker;
    this.plugins = plugins;
    this.adopter = adopter;
    this.context = vertx.getOrCreateContext();
  }

  /**
   * Begins to look.
   *
   * @param worker where it looks
   * @param period how often; positive
   */
  public static PluginWatch start(
      Vertx vertx, WorkerExecutor worker, Plugins plugins, Adopter adopter, Duration period) {
    PluginWatch watch = new PluginWatch(vertx, worker, plugins, adopter);
    watch.lookAfter(period.toMillis());
    return watch;
  }

  /** Ends. Completes once nobody looks any more. */
  public Future<Void> stop() {
    Promise<Void> ended = Promise.promise();
    context.runOnContext(v -> {
      stopped = true;
      running.onComplete(looked -> ended.complete());
    });
    return ended.future();
  }

  private void lookAfter(long millis) {
    context.runOnContext(v -> vertx.setTimer(millis, id -> look(millis)));
  }

  private void look(long millis) {
    if (stopped) {
      return;
    }
    Future<Void> looking = worker.executeBlocking(() -> {
      plugins.scan(adopter);
      return null;
    });
    running = looking
        .onFailure(
            failure -> LOG.log(System.Logger.Level.ERROR, "plug-ins: not looked at", failure))
        .eventually(() -> {
          lookAfter(millis);
          return Future.succeededFuture();
        });
  }
}

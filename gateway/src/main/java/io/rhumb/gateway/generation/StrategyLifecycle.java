package io.rhumb.gateway.generation;

import io.micrometer.core.instrument.MeterRegistry;
import io.rhumb.engine.StrategyCatalog;
import io.rhumb.engine.StrategyEnvironment;
import io.rhumb.gateway.config.GatewayConfig;
import io.rhumb.gateway.config.PluginsConfig;
import io.rhumb.gateway.plugin.Adopter;
import io.rhumb.gateway.plugin.PluginStatus;
import io.rhumb.gateway.plugin.PluginWatch;
import io.rhumb.gateway.plugin.Plugins;
import io.rhumb.gateway.telemetry.Histograms;
import io.rhumb.gateway.telemetry.ShadowMetrics;
import io.rhumb.gateway.telemetry.StrategyMetrics;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The strategies of a gateway from its start to its end: created, exchanged when the configuration or their jars change, closed. What
 * blocks has to be called on the thread of changes.
 */
public final class StrategyLifecycle {

  private final Vertx vertx;
  private final WorkerExecutor changes;
  private final PluginsConfig config;
  private final StrategyEnvironment environment;
  private final ShadowMetrics shadows;
  private final Plugins plugins;
  private final StrategyExchange exchange;
  private @Nullable PluginWatch watch;

  /**
   * Nothing yet.
   *
   * @param changes the one thread on which anything in force is changed
   */
  public StrategyLifecycle(
      Vertx vertx,
      WorkerExecutor changes,
      PluginsConfig config,
      StrategyEnvironment environment,
      MeterRegistry meters,
      Histograms histograms,
      Retirement retirement) {
    this.vertx = vertx;
    this.changes = changes;
    this.config = config;
    this.environment = environment;
    this.shadows = new ShadowMetrics(meters);
    this.plugins =
        new Plugins(StrategyCatalogs.builtIn(shadows), config.folder(), this::inBackground);
    this.exchange = new StrategyExchange(
        new StrategyFactory(environment, meters, histograms),
        new StrategyMetrics(meters),
        old -> retirement.of(old::idle).compose(v -> inBackground(old::close)));
  }

  /** Opens the jars that there are. Blocks. */
  void open() {
    plugins.scan(Adopter.NOTHING);
  }

  /**
   * Finds what is wrong with the strategies of models that differ from those in force. Blocks.
   *
   * @param catalog where they come from
   * @return every problem; empty if there is none
   */
  List<String> problems(GatewayConfig next, GatewayConfig inForce, StrategyCatalog catalog) {
    List<String> problems = new ArrayList<>();
    next.models().forEach((name, model) -> {
      if (!model.equals(inForce.models().get(name))) {
        problems.addAll(StrategyFactory.problems(model, catalog, environment));
      }
    });
    return problems;
  }

  /** The strategies that there are. Thread-safe. */
  StrategyCatalog catalog() {
    return plugins.catalog();
  }

  /** Those that are in force. */
  public StrategyExchange exchange() {
    return exchange;
  }

  /**
   * Begins to look for jars that change. To be called once the gateway serves.
   *
   * @param adopter puts them into force
   */
  public void watch(Adopter adopter) {
    Duration period = config.scan();
    if (!period.isZero()) {
      watch = PluginWatch.start(vertx, changes, plugins, adopter, period);
    }
  }

  /** Takes out the series of models that have no requests any more: those that are not among these. */
  public void retain(Set<String> served) {
    shadows.retain(served);
  }

  /** How each file in the plug-in folder stands. */
  public List<PluginStatus> plugins() {
    return plugins.statuses();
  }

  /** Closes everything. To be called when no request runs any more. */
  public Future<Void> close() {
    Future<Void> still = watch == null ? Future.succeededFuture() : watch.stop();
    return still.eventually(() -> changes.executeBlocking(() -> {
      exchange.close();
      plugins.close();
      return null;
    }));
  }

  /** Closing is a stranger's code too, and may take its time: changes do not wait for it. */
  private Future<Void> inBackground(Runnable task) {
    return vertx.executeBlocking(
        () -> {
          task.run();
          return null;
        },
        false);
  }
}

package io.rhumb.gateway;

import io.micrometer.core.instrument.MeterRegistry;
import io.rhumb.engine.Planner;
import io.rhumb.engine.StrategyEnvironment;
import io.rhumb.gateway.config.GatewayConfig;
import io.rhumb.gateway.plugin.Adopter;
import io.rhumb.gateway.plugin.PluginStatus;
import io.rhumb.gateway.plugin.PluginWatch;
import io.rhumb.gateway.plugin.Plugins;
import io.rhumb.gateway.predict.StrategySlot;
import io.rhumb.gateway.telemetry.ShadowMetrics;
import io.rhumb.gateway.telemetry.StrategyMetrics;
import io.rhumb.strategy.InvalidStrategyConfigException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The strategies of a gateway from its start to its end: created, exchanged when their jars change, closed. */
final class StrategyLifecycle {

  private final Vertx vertx;
  private final GatewayConfig config;
  private final MeterRegistry meters;
  private final Plugins plugins;
  private final StrategyExchange exchange;
  private @Nullable PluginWatch watch;

  /**
   * Nothing yet.
   *
   * @param turns one for each event loop: completes once it has come to the end of what it was doing
   */
  StrategyLifecycle(
      Vertx vertx,
      GatewayConfig config,
      StrategyEnvironment environment,
      MeterRegistry meters,
      Supplier<List<Future<Void>>> turns) {
    this.vertx = vertx;
    this.config = config;
    this.meters = meters;
    this.plugins = new Plugins(
        StrategyCatalogs.builtIn(new ShadowMetrics(meters)),
        config.plugins().folder(),
        task -> vertx.executeBlocking(
            () -> {
              task.run();
              return null;
            },
            false));
    this.exchange = new StrategyExchange(
        new StrategyFactory(environment, meters), new StrategyRetirement(vertx, turns));
  }

  /**
   * Creates the strategies of every model.
   *
   * @return by the name of the model; fails with {@link StartupException} if one cannot be created
   */
  Future<Map<String, StrategySlot>> open() {
    return vertx.executeBlocking(() -> {
      try {
        plugins.scan(Adopter.NOTHING);
        Map<String, StrategySlot> slots = exchange.open(config, plugins.catalog());
        slots.forEach(this::register);
        return slots;
      } catch (InvalidStrategyConfigException invalid) {
        throw new StartupException(String.valueOf(invalid.getMessage()), invalid);
      }
    });
  }

  private void register(String model, StrategySlot slot) {
    StrategyMetrics.register(
        meters, model, StrategyFactory.STANDARD, () -> slot.current().standard().switchedOff());
    slot.current()
        .choices()
        .keySet()
        .forEach(
            choice -> StrategyMetrics.register(meters, model, choice, () -> Optional.ofNullable(
                    slot.current().choices().get(choice))
                .filter(Planner::switchedOff)
                .isPresent()));
  }

  /** Begins to look for jars that change. To be called once the gateway serves. */
  void watch() {
    Duration period = config.plugins().scan();
    if (!period.isZero()) {
      watch = PluginWatch.start(vertx, plugins, exchange, period);
    }
  }

  /** How each file in the plug-in folder stands. */
  List<PluginStatus> plugins() {
    return plugins.statuses();
  }

  /** Closes everything. To be called when no request runs any more. */
  Future<Void> close() {
    Future<Void> still = watch == null ? Future.succeededFuture() : watch.stop();
    return still.eventually(() -> vertx.executeBlocking(() -> {
      exchange.close();
      plugins.close();
      return null;
    }));
  }
}

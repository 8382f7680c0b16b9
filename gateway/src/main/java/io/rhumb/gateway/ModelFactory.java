package io.rhumb.gateway;

import io.micrometer.core.instrument.MeterRegistry;
import io.rhumb.engine.DispatchPolicy;
import io.rhumb.engine.Planner;
import io.rhumb.engine.Target;
import io.rhumb.engine.TargetSet;
import io.rhumb.gateway.config.GatewayConfig;
import io.rhumb.gateway.config.ModelConfig;
import io.rhumb.gateway.config.TargetConfig;
import io.rhumb.gateway.config.TrustConfig.InsecureTrust;
import io.rhumb.gateway.config.TrustConfig.PemTrust;
import io.rhumb.gateway.credential.Credentials;
import io.rhumb.gateway.plugin.StrategyRegistry;
import io.rhumb.gateway.predict.Model;
import io.rhumb.gateway.predict.Models;
import io.rhumb.gateway.target.BreakerAdmission;
import io.rhumb.gateway.telemetry.ModelMetrics;
import io.rhumb.gateway.telemetry.StrategyFaults;
import io.rhumb.gateway.telemetry.TargetMetrics;
import io.rhumb.gateway.upstream.UpstreamTarget;
import io.rhumb.strategy.RoutingStrategy;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/** Makes the models that a configuration describes. */
final class ModelFactory {

  private final Vertx vertx;
  private final LongSupplier clock;
  private final RandomGenerator random;
  private final StrategyRegistry strategies;
  private final Credentials credentials;
  private final MeterRegistry meters;
  private final String localRegion;
  private final long breakerResetMillis;

  ModelFactory(
      Vertx vertx,
      LongSupplier clock,
      RandomGenerator random,
      StrategyRegistry strategies,
      Credentials credentials,
      MeterRegistry meters,
      String localRegion,
      Duration breakerReset) {
    this.vertx = vertx;
    this.clock = clock;
    this.random = random;
    this.strategies = strategies;
    this.credentials = credentials;
    this.meters = meters;
    this.localRegion = localRegion;
    this.breakerResetMillis = breakerReset.toMillis();
  }

  Models create(GatewayConfig config) {
    List<Model> models = config.models().values().stream().map(this::model).toList();
    return new Models(models, config.defaultModel());
  }

  private Model model(ModelConfig config) {
    String name = config.name();
    RoutingStrategy strategy =
        strategies.create("models." + name + ".strategy", config.strategy(), localRegion);
    List<Target> targets = new ArrayList<>();
    List<UpstreamTarget> upstreams = new ArrayList<>();
    for (TargetConfig target : config.targets()) {
      targets.add(target(name, target));
      upstreams.add(
          new UpstreamTarget(target, credentials.of(target.credential()), config.failoverOn404()));
    }
    return new Model(
        name,
        new Planner(strategy, new StrategyFaults(meters, name)),
        new TargetSet(targets),
        upstreams,
        policy(config),
        new ModelMetrics(meters, name));
  }

  private Target target(String model, TargetConfig config) {
    BreakerAdmission breaker =
        new BreakerAdmission(vertx, model + "/" + config.id(), jittered(breakerResetMillis));
    boolean local = config.region().equals(localRegion);
    Target target = new Target(config.id(), config.region(), local, breaker, clock, random);
    TargetMetrics.register(meters, model, target, trust(config));
    return target;
  }

  /** Gateways, and targets of one gateway, must not all try again at the same instant: a fifth either way (a guess). */
  private long jittered(long millis) {
    return millis * 4 / 5 + random.nextLong(millis * 2 / 5);
  }

  private static DispatchPolicy policy(ModelConfig config) {
    return new DispatchPolicy(
        config.timeout().toNanos(), false, config.attemptTimeout().toNanos(), config.maxAttempts());
  }

  private static String trust(TargetConfig config) {
    if (!config.tls()) {
      return "none";
    }
    return config.trust() instanceof InsecureTrust
        ? "insecure"
        : config.trust() instanceof PemTrust ? "pem" : "system";
  }
}

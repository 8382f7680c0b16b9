package io.rhumb.gateway;

import io.micrometer.core.instrument.MeterRegistry;
import io.rhumb.engine.Budget;
import io.rhumb.engine.BudgetPolicy;
import io.rhumb.engine.DispatchPolicy;
import io.rhumb.engine.StrategyEnvironment;
import io.rhumb.engine.Target;
import io.rhumb.engine.TargetSet;
import io.rhumb.gateway.config.GatewayConfig;
import io.rhumb.gateway.config.ModelConfig;
import io.rhumb.gateway.config.TargetConfig;
import io.rhumb.gateway.config.TrustConfig.InsecureTrust;
import io.rhumb.gateway.config.TrustConfig.PemTrust;
import io.rhumb.gateway.credential.Credentials;
import io.rhumb.gateway.predict.Model;
import io.rhumb.gateway.predict.Models;
import io.rhumb.gateway.predict.StrategySlot;
import io.rhumb.gateway.target.BreakerAdmission;
import io.rhumb.gateway.telemetry.BudgetMetrics;
import io.rhumb.gateway.telemetry.ModelMetrics;
import io.rhumb.gateway.telemetry.TargetMetrics;
import io.rhumb.gateway.upstream.UpstreamTarget;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Makes the models that a configuration describes. */
final class ModelFactory {

  private final Vertx vertx;
  private final StrategyEnvironment environment;
  private final Credentials credentials;
  private final MeterRegistry meters;
  private final Duration breakerReset;

  ModelFactory(
      Vertx vertx,
      StrategyEnvironment environment,
      Credentials credentials,
      MeterRegistry meters,
      Duration breakerReset) {
    this.vertx = vertx;
    this.environment = environment;
    this.credentials = credentials;
    this.meters = meters;
    this.breakerReset = breakerReset;
  }

  /**
   * The models.
   *
   * @param strategies of each of them, by its name
   */
  Models create(GatewayConfig config, Map<String, StrategySlot> strategies) {
    List<Model> models = new ArrayList<>();
    for (ModelConfig model : config.models().values()) {
      models.add(model(model, Objects.requireNonNull(strategies.get(model.name()), model.name())));
    }
    return new Models(models, config.defaultModel());
  }

  private Model model(ModelConfig config, StrategySlot strategies) {
    String name = config.name();
    List<Target> targets = new ArrayList<>();
    List<UpstreamTarget> upstreams = new ArrayList<>();
    for (TargetConfig target : config.targets()) {
      targets.add(target(name, target));
      upstreams.add(
          new UpstreamTarget(target, credentials.of(target.credential()), config.failoverOn404()));
    }
    return new Model(
        name,
        strategies,
        new TargetSet(targets),
        upstreams,
        policy(config),
        budget(config),
        new ModelMetrics(meters, name));
  }

  private Target target(String model, TargetConfig config) {
    BreakerAdmission breaker =
        new BreakerAdmission(vertx, model + "/" + config.id(), breakerReset, environment.random());
    boolean local = config.region().equals(environment.localRegion());
    Target target = new Target(
        config.id(), config.region(), local, breaker, environment.clock(), environment.random());
    TargetMetrics.register(meters, model, target, trust(config));
    return target;
  }

  private Budget budget(ModelConfig config) {
    BudgetPolicy policy =
        new BudgetPolicy(config.budget().extra(), config.budget().beside());
    Budget budget = new Budget(policy, environment.clock().getAsLong());
    BudgetMetrics.register(meters, config.name(), budget, environment.clock());
    return budget;
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

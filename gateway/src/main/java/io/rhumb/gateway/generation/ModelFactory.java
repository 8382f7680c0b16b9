package io.rhumb.gateway.generation;

import io.micrometer.core.instrument.MeterRegistry;
import io.rhumb.engine.Budget;
import io.rhumb.engine.BudgetPolicy;
import io.rhumb.engine.DispatchPolicy;
import io.rhumb.engine.StrategyEnvironment;
import io.rhumb.engine.Target;
import io.rhumb.engine.TargetSet;
import io.rhumb.gateway.access.AccessFactory;
import io.rhumb.gateway.config.BudgetConfig;
import io.rhumb.gateway.config.GatewayConfig;
import io.rhumb.gateway.config.ModelConfig;
import io.rhumb.gateway.config.TargetConfig;
import io.rhumb.gateway.config.UpstreamConfig;
import io.rhumb.gateway.credential.Credentials;
import io.rhumb.gateway.predict.Model;
import io.rhumb.gateway.predict.ModelFence;
import io.rhumb.gateway.predict.Models;
import io.rhumb.gateway.predict.Running;
import io.rhumb.gateway.predict.StrategySlot;
import io.rhumb.gateway.target.BreakerAdmission;
import io.rhumb.gateway.telemetry.Histograms;
import io.rhumb.gateway.telemetry.ModelMetrics;
import io.rhumb.gateway.upstream.UpstreamTarget;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Makes the models that a configuration describes, out of what the one before has as far as that is the same. */
public final class ModelFactory {

  private final Vertx vertx;
  private final StrategyEnvironment environment;
  private final Credentials credentials;
  private final AccessFactory access;
  private final MeterRegistry meters;
  private final Histograms histograms;
  private final Duration breakerReset;

  /**
   * A factory.
   *
   * @param breakerReset how long a breaker stays open before it lets a probe through
   */
  public ModelFactory(
      Vertx vertx,
      StrategyEnvironment environment,
      Credentials credentials,
      AccessFactory access,
      MeterRegistry meters,
      Histograms histograms,
      Duration breakerReset) {
    this.vertx = vertx;
    this.environment = environment;
    this.credentials = credentials;
    this.access = access;
    this.meters = meters;
    this.histograms = histograms;
    this.breakerReset = breakerReset;
  }

  /**
   * A generation that could serve.
   *
   * @param strategies of each model, by its name
   * @param before what the generation before knows
   */
  Generation create(GatewayConfig config, Map<String, StrategySlot> strategies, Known before) {
    Map<TargetIdentity, KnownTarget> all = new LinkedHashMap<>();
    Map<String, KnownBudget> budgets = new LinkedHashMap<>();
    List<Model> models = new ArrayList<>();
    for (ModelConfig model : config.models().values()) {
      List<KnownTarget> targets = new ArrayList<>();
      for (TargetConfig target : model.targets()) {
        TargetIdentity identity = TargetIdentity.of(model.name(), target);
        KnownTarget same =
            target(model, target, config.upstream(), before.targets().get(identity));
        targets.add(same);
        all.put(identity, same);
      }
      KnownBudget budget = budget(model, before.budgets().get(model.name()));
      budgets.put(model.name(), budget);
      StrategySlot slot = Objects.requireNonNull(strategies.get(model.name()), "slot");
      models.add(model(model, slot, targets, budget.budget()));
    }
    Models served = new Models(models, config.defaultModel(), access.create(config.access()));
    return new Generation(config, served, new Known(all, budgets));
  }

  private Model model(
      ModelConfig config, StrategySlot strategies, List<KnownTarget> targets, Budget budget) {
    TargetSet all = new TargetSet(targets.stream().map(KnownTarget::target).toList());
    return new Model(
        config.name(),
        strategies,
        all,
        targets.stream().map(KnownTarget::upstream).toList(),
        policy(config),
        budget,
        new ModelMetrics(meters, histograms, config.name()),
        new ModelFence(all, config.residency()),
        new Running(),
        config.stream());
  }

  private KnownTarget target(
      ModelConfig model, TargetConfig config, UpstreamConfig bounds, @Nullable KnownTarget known) {
    boolean on404 = model.failoverOn404();
    UpstreamTarget upstream = known != null && known.upstream().follows(config, bounds, on404)
        ? known.upstream()
        : new UpstreamTarget(config, bounds, credentials.of(config.credential()), on404);
    if (known != null) {
      return new KnownTarget(config, known.target(), known.breaker(), upstream);
    }
    BreakerAdmission breaker = new BreakerAdmission(
        vertx, model.name() + "/" + config.id(), breakerReset, environment.random());
    boolean local = config.region().equals(environment.localRegion());
    Target target = new Target(
        config.id(), config.region(), local, breaker, environment.clock(), environment.random());
    return new KnownTarget(config, target, breaker, upstream);
  }

  private KnownBudget budget(ModelConfig model, @Nullable KnownBudget known) {
    BudgetConfig config = model.budget();
    if (known != null && known.config().equals(config)) {
      return known;
    }
    BudgetPolicy policy = new BudgetPolicy(config.extra(), config.beside());
    return new KnownBudget(config, new Budget(policy, environment.clock().getAsLong()));
  }

  private static DispatchPolicy policy(ModelConfig config) {
    return new DispatchPolicy(
        config.timeout().toNanos(),
        false,
        config.attemptTimeout().toNanos(),
        config.maxAttempts(),
        config.idempotent());
  }
}

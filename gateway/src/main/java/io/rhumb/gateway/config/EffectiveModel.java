package io.rhumb.gateway.config;

import io.rhumb.strategy.StrategySpec;
import java.util.Map;
import java.util.TreeMap;

/** A model as it is in force. */
final class EffectiveModel {

  private EffectiveModel() {}

  static Map<String, Object> of(ModelConfig model) {
    Entries entries = new Entries().put(Keys.STRATEGY, strategy(model.strategy()));
    if (!model.choices().isEmpty()) {
      Entries choices = new Entries();
      model.choices().forEach((name, spec) -> choices.put(name, strategy(spec)));
      entries.put(Keys.STRATEGY_CHOICES, choices.map());
    }
    return entries
        .put(Keys.TIMEOUT, EffectiveConfig.time(model.timeout()))
        .put(Keys.ATTEMPT_TIMEOUT, EffectiveConfig.time(model.attemptTimeout()))
        .put(Keys.ATTEMPTS, model.maxAttempts())
        .put(
            Keys.BUDGET,
            new Entries()
                .put(Keys.EXTRA, EffectiveConfig.share(model.budget().extra()))
                .put(Keys.BESIDE, EffectiveConfig.share(model.budget().beside()))
                .map())
        .put(Keys.FAILOVER_ON_404, model.failoverOn404())
        .put(Keys.IDEMPOTENT, model.idempotent())
        .put(
            Keys.RESIDENCY,
            new Entries()
                .putUnlessEmpty(Keys.RESIDENCY_REGIONS, model.residency().regions())
                .put(Keys.RESIDENCY_HEADER, model.residency().header())
                .map())
        .put(
            Keys.STREAM,
            new Entries()
                .put(Keys.STALL_TIMEOUT, EffectiveConfig.time(model.stream().stallTimeout()))
                .put(Keys.HOLD, model.stream().holdBytes())
                .map())
        .put(Keys.TARGETS, model.targets().stream().map(EffectiveTarget::of).toList())
        .map();
  }

  private static Object strategy(StrategySpec spec) {
    return spec.options().isEmpty()
        ? spec.name()
        // Whoever wrote them did so in an order that nobody has kept.
        : Map.of(spec.name(), new TreeMap<>(spec.options()));
  }
}

package io.rhumb.gateway.config;

import io.rhumb.strategy.StrategySpec;
import java.time.Duration;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * One model.
 *
 * @param name what clients ask for
 * @param strategy how its targets are chosen
 * @param choices what a client may ask for instead, by the name that it sends
 * @param timeout the longest that a client may wait for its answer; a client may ask for less
 * @param attemptTimeout the longest that one attempt may take
 * @param maxAttempts attempts per request, the first one included; an attempt that reached nobody does not count
 * @param failoverOn404 whether a target that does not know the model is a reason to try the next
 * @param targets at least one, in order of preference, with distinct ids
 * @param budget bounds the extra attempts of all requests
 * @param residency where its data may go; every target lies inside
 * @param stream how its streams are handed on
 * @param idempotent whether two targets may do what one request asks
 */
public record ModelConfig(
    String name,
    StrategySpec strategy,
    Map<String, StrategySpec> choices,
    Duration timeout,
    Duration attemptTimeout,
    int maxAttempts,
    boolean failoverOn404,
    List<TargetConfig> targets,
    BudgetConfig budget,
    ResidencyConfig residency,
    StreamConfig stream,
    boolean idempotent) {

  /** Most attempts that one request may be allowed. */
  static final int MOST_ATTEMPTS = 10;

  /** Most targets of one model. */
  static final int MOST_TARGETS = 32;

  /**
   * Copies the targets and refuses what cannot be.
   *
   * @throws IllegalArgumentException if a value is out of its range, two targets share an id, or one may not see the data
   */
  public ModelConfig {
    Values.checkText("name", name);
    Objects.requireNonNull(strategy, "strategy");
    choices = Collections.unmodifiableMap(new LinkedHashMap<>(choices));
    Values.checkPositive("timeout", timeout);
    Values.checkPositive("attemptTimeout", attemptTimeout);
    Values.checkRange("maxAttempts", maxAttempts, 1, MOST_ATTEMPTS);
    targets = List.copyOf(targets);
    Values.checkRange("targets.size", targets.size(), 1, MOST_TARGETS);
    Set<String> ids = new HashSet<>();
    targets.forEach(
        target -> Values.check(ids.add(target.id()), "targets.id", target.id(), "distinct ids"));
    Objects.requireNonNull(budget, "budget");
    Objects.requireNonNull(stream, "stream");
    targets.forEach(target -> Values.check(
        residency.allows(target.region()),
        "targets.region",
        target.region(),
        "one of " + residency.regions()));
  }

  /** A model with the default budget, whose data may go wherever its targets are. */
  public ModelConfig(
      String name,
      StrategySpec strategy,
      Map<String, StrategySpec> choices,
      Duration timeout,
      Duration attemptTimeout,
      int maxAttempts,
      boolean failoverOn404,
      List<TargetConfig> targets) {
    this(
        name,
        strategy,
        choices,
        timeout,
        attemptTimeout,
        maxAttempts,
        failoverOn404,
        targets,
        BudgetConfig.DEFAULT,
        ResidencyConfig.NONE,
        StreamConfig.DEFAULT,
        true);
  }

  /** The same model, whose streams are handed on in another way. */
  public ModelConfig withStream(StreamConfig other) {
    return new ModelConfig(
        name,
        strategy,
        choices,
        timeout,
        attemptTimeout,
        maxAttempts,
        failoverOn404,
        targets,
        budget,
        residency,
        other,
        idempotent);
  }

  /** The same model, whose requests must not be done twice. */
  public ModelConfig once() {
    return new ModelConfig(
        name,
        strategy,
        choices,
        timeout,
        attemptTimeout,
        maxAttempts,
        failoverOn404,
        targets,
        budget,
        residency,
        stream,
        false);
  }

  /** The same model with other bounds for its data. */
  public ModelConfig withResidency(ResidencyConfig bounds) {
    return new ModelConfig(
        name,
        strategy,
        choices,
        timeout,
        attemptTimeout,
        maxAttempts,
        failoverOn404,
        targets,
        budget,
        bounds,
        stream,
        idempotent);
  }
}

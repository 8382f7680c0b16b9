package io.rhumb.gateway.config;

import io.rhumb.strategy.StrategySpec;
import java.time.Duration;
import java.util.List;

/**
 * One model.
 *
 * @param name what clients ask for
 * @param strategy how its targets are chosen
 * @param timeout the longest that a client may wait for its answer; a client may ask for less
 * @param attemptTimeout the longest that one attempt may take
 * @param maxAttempts attempts per request, the first one included; an attempt that reached nobody does not count
 * @param failoverOn404 whether a target that does not know the model is a reason to try the next
 * @param targets at least one, in order of preference, with distinct ids
 */
public record ModelConfig(
    String name,
    StrategySpec strategy,
    Duration timeout,
    Duration attemptTimeout,
    int maxAttempts,
    boolean failoverOn404,
    List<TargetConfig> targets) {}

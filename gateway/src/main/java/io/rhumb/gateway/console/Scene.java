package io.rhumb.gateway.console;

import io.rhumb.gateway.predict.Models;
import io.rhumb.gateway.reload.ConfigStatus;
import io.rhumb.gateway.telemetry.DecisionLog;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * What the console looks at.
 *
 * @param region the gateway's own
 * @param clock the one that requests go by, in nanoseconds
 * @param models in force
 * @param configuration how it stands
 * @param whyNotReady empty: the gateway is
 * @param traffic what was counted
 * @param decisions the last requests
 * @param more what else operators are shown, under {@code demo}; empty: nothing. Never on the public port
 */
public record Scene(
    String region,
    LongSupplier clock,
    Supplier<Models> models,
    Supplier<ConfigStatus> configuration,
    Supplier<Optional<String>> whyNotReady,
    TrafficHistory traffic,
    DecisionLog decisions,
    Supplier<Optional<JsonObject>> more) {}

package io.rhumb.gateway.access;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;

/**
 * What an issuer answered.
 *
 * @param keys at least one
 * @param maxAge for how long they hold, within bounds
 */
record FetchedKeys(List<JsonObject> keys, Duration maxAge) {}

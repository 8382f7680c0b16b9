package io.rhumb.gateway.stub;

import java.time.Instant;

/**
 * An access token.
 *
 * @param value the bare token, without {@code Bearer}
 * @param expiry the first instant at which it is no longer good
 */
public record IssuedToken(String value, Instant expiry) {}

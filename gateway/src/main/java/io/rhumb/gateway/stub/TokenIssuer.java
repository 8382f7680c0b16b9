package io.rhumb.gateway.stub;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The access tokens that exist: {@link MetadataStub} hands them out, {@link RegionalStub} asks whether one is good. In memory
 * and thread-safe.
 */
public final class TokenIssuer {

  private final InstantSource clock;
  private final Map<String, Instant> expiries = new ConcurrentHashMap<>();

  /**
   * Without any token.
   *
   * @param clock by which tokens expire
   */
  public TokenIssuer(InstantSource clock) {
    this.clock = clock;
  }

  /**
   * A new token, good from now on.
   *
   * @param lifetime for how long; zero or less: it has expired already
   * @return the token
   */
  public IssuedToken issue(Duration lifetime) {
    // The prefix is that of Google's real access tokens.
    IssuedToken token =
        new IssuedToken("ya29.stub-" + UUID.randomUUID(), clock.instant().plus(lifetime));
    expiries.put(token.value(), token.expiry());
    return token;
  }

  /**
   * Makes a token good that was chosen elsewhere; it does not expire.
   *
   * @param token the bare token, without {@code Bearer}
   */
  public void add(String token) {
    expiries.put(token, Instant.MAX);
  }

  /**
   * Makes a token bad at once, as if an administrator had revoked it.
   *
   * @param token the bare token; unknown ones are ignored
   */
  public void revoke(String token) {
    expiries.remove(token);
  }

  /**
   * Whether a token is good now.
   *
   * @param token the bare token
   * @return whether it was issued or added, is not revoked and has not expired
   */
  public boolean accepts(String token) {
    @Nullable Instant expiry = expiries.get(token);
    return expiry != null && clock.instant().isBefore(expiry);
  }

  Instant now() {
    return clock.instant();
  }
}

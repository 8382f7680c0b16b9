package io.rhumb.gateway.stub;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Hands out the same token until shortly before its end, as Google's metadata server does. Thread-safe. */
final class TokenCache {

  private final TokenIssuer issuer;
  private final Duration lifetime;
  private final Duration renewBefore;
  private @Nullable IssuedToken current;

  TokenCache(TokenIssuer issuer, MetadataStubConfig config) {
    this.issuer = issuer;
    this.lifetime = config.lifetime();
    this.renewBefore = config.renewBefore();
  }

  /** The token of the moment, in the form of the metadata server. */
  synchronized JsonObject answer() {
    Instant now = issuer.now();
    IssuedToken token = current;
    if (token == null || now.isAfter(token.expiry().minus(renewBefore))) {
      token = issuer.issue(lifetime);
      current = token;
    }
    return new JsonObject()
        .put("access_token", token.value())
        .put("expires_in", Duration.between(now, token.expiry()).toSeconds())
        .put("token_type", "Bearer");
  }

  /** The next answer is another token; the present one stays good. */
  synchronized void rotate() {
    current = null;
  }

  synchronized @Nullable IssuedToken current() {
    return current;
  }
}

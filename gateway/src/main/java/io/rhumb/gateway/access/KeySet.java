package io.rhumb.gateway.access;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.JWTOptions;
import io.vertx.ext.auth.User;
import io.vertx.ext.auth.authentication.TokenCredentials;
import io.vertx.ext.auth.jwt.JWTAuth;
import io.vertx.ext.auth.jwt.JWTAuthOptions;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The keys that an issuer signed with at one time, and the tokens that were verified with them. Thread-safe. */
final class KeySet {

  /** None: nothing is verified. */
  static final KeySet EMPTY = new KeySet(List.of(), null);

  /** Each takes some 500 bytes; a guess. */
  private static final int MOST_TOKENS = 10_000;

  private final List<JsonObject> keys;
  private final Set<String> ids;
  private final @Nullable JWTAuth verifier;
  private final VerifiedTokens verified = new VerifiedTokens(MOST_TOKENS);

  private KeySet(List<JsonObject> keys, @Nullable JWTAuth verifier) {
    this.keys = keys;
    this.ids = keys.stream().map(key -> key.getString("kid")).collect(Collectors.toSet());
    this.verifier = verifier;
  }

  /** Keys as {@link JsonWebKeys} lets them through. */
  static KeySet of(Vertx vertx, List<JsonObject> keys) {
    if (keys.isEmpty()) {
      // A verifier without keys takes tokens without signatures (JWT.isUnsecure, 5.0.12).
      return EMPTY;
    }
    // Only the signature: its look at the times throws at what is no number, and an exp that is
    // not there never comes.
    JWTOptions signatureOnly = new JWTOptions().setIgnoreExpiration(true);
    return new KeySet(
        keys,
        JWTAuth.create(vertx, new JWTAuthOptions().setJwks(keys).setJWTOptions(signatureOnly)));
  }

  boolean isEmpty() {
    return keys.isEmpty();
  }

  boolean has(String keyId) {
    return ids.contains(keyId);
  }

  boolean holds(List<JsonObject> others) {
    return keys.equals(others);
  }

  /** What a token claims that was verified already; null if it was not. */
  @Nullable
  Claims verified(Credential token) {
    return verified.get(token.hash());
  }

  /** Verifies the signature of a token that {@link TokenHead} let through; some 50 µs. Null if it is none of these keys'. */
  @Nullable
  Claims verify(Credential token) {
    if (verifier == null) {
      return null;
    }
    try {
      Future<User> user = verifier.authenticate(new TokenCredentials(token.text()));
      // Completes at once: it computes, and asks nobody.
      return user.succeeded()
          ? Claims.of(user.result().attributes().getJsonObject("accessToken"))
          : null;
    } catch (RuntimeException malformed) {
      return null;
    }
  }

  void remember(Credential token, Claims claims) {
    verified.put(token.hash(), claims);
  }
}

package io.rhumb.gateway.access;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import org.jspecify.annotations.Nullable;

/**
 * The credentials of one request, where the official SDKs put them. Of each header the first counts, so that one request does not try
 * a hundred.
 *
 * @param bearer of {@code Authorization: Bearer}, as openai and Google's SDKs with credentials send it; a key or an ID token
 * @param key of {@code x-api-key}, as anthropic sends it
 * @param googleKey of {@code x-goog-api-key}, as google-genai sends it
 */
record Presented(
    @Nullable Credential bearer, @Nullable Credential key, @Nullable Credential googleKey) {

  private static final String BEARER = "bearer ";

  static Presented by(MultiMap headers) {
    return new Presented(
        Credential.of(token(headers.get("authorization"))),
        Credential.of(headers.get("x-api-key")),
        Credential.of(headers.get("x-goog-api-key")));
  }

  /** Whether a key is in the query, where it is not looked at. */
  static boolean inQuery(HttpServerRequest request) {
    String query = request.query();
    return query != null && (query.startsWith("key=") || query.contains("&key="));
  }

  boolean isEmpty() {
    return bearer == null && key == null && googleKey == null;
  }

  /** RFC 9110, section 11.1: the scheme in any case. */
  private static @Nullable String token(@Nullable String authorization) {
    return authorization != null && authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())
        ? authorization.substring(BEARER.length()).strip()
        : null;
  }
}

package io.rhumb.gateway.access;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
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
  private static final String BASIC = "basic ";

  static Presented by(MultiMap headers) {
    return new Presented(
        Credential.of(after(BEARER, headers.get("authorization"))),
        Credential.of(headers.get("x-api-key")),
        Credential.of(headers.get("x-goog-api-key")));
  }

  /** As browsers send them too: a key as the password of {@code Authorization: Basic}, whoever the user says to be. */
  static Presented byOperator(MultiMap headers) {
    String basic = after(BASIC, headers.get("authorization"));
    Presented usual = by(headers);
    return basic == null
        ? usual
        : new Presented(Credential.of(password(basic)), usual.key(), usual.googleKey());
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
  private static @Nullable String after(String scheme, @Nullable String authorization) {
    return authorization != null && authorization.regionMatches(true, 0, scheme, 0, scheme.length())
        ? authorization.substring(scheme.length()).strip()
        : null;
  }

  /** RFC 7617, section 2: what comes after the first colon. */
  private static @Nullable String password(String basic) {
    if (basic.length() > Credential.LONGEST) {
      return null;
    }
    try {
      String pair = new String(Base64.getDecoder().decode(basic), StandardCharsets.ISO_8859_1);
      int colon = pair.indexOf(':');
      return colon < 0 ? null : pair.substring(colon + 1);
    } catch (IllegalArgumentException noBase64) {
      return null;
    }
  }
}

package io.rhumb.gateway.access;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.Base64;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The first part of a token (RFC 7515, section 4): which key is said to have signed it. Only a first look; the library that verifies the
 * token reads it again.
 *
 * <p>Strict about the form, since that library is not: a token without signature is good enough for it as long as it has no keys.
 */
final class TokenHead {

  /** Google signs with RS256; ES256 is the other one that OpenID providers use. Not {@code none}, and nothing with a shared secret. */
  private static final Set<String> ALGORITHMS = Set.of("RS256", "ES256");

  private static final Pattern FORM =
      Pattern.compile("([A-Za-z0-9_-]+)\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+");

  private TokenHead() {}

  /** Null if it is no token that could be accepted. */
  static @Nullable String keyId(String token) {
    Matcher matcher = FORM.matcher(token);
    if (!matcher.matches()) {
      return null;
    }
    try {
      JsonObject head =
          new JsonObject(Buffer.buffer(Base64.getUrlDecoder().decode(matcher.group(1))));
      boolean ours = head.getValue("alg") instanceof String name && ALGORITHMS.contains(name);
      return ours && head.getValue("kid") instanceof String id ? id : null;
    } catch (RuntimeException malformed) {
      // Not base64, or not JSON: all the same.
      return null;
    }
  }
}

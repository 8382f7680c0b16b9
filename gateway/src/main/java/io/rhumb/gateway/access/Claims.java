package io.rhumb.gateway.access;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What an ID token claims, signed (OpenID Connect Core 1.0, section 2).
 *
 * @param issuer who says so
 * @param audience to whom
 * @param notBefore seconds since 1970: when it was issued, or later if it says so
 * @param expires seconds since 1970
 * @param email of whom it speaks, in lower case; empty if that is not verified
 * @param hosted whether the address is one of an organisation at Google
 */
record Claims(
    String issuer,
    List<String> audience,
    long notBefore,
    long expires,
    String email,
    boolean hosted) {

  /** Null if something is missing, or is not what it has to be. */
  static @Nullable Claims of(JsonObject payload) {
    if (!(payload.getValue("iat") instanceof Number issued)
        || !(payload.getValue("exp") instanceof Number expires)
        || !(payload.getValue("nbf", issued) instanceof Number notBefore)) {
      return null;
    }
    boolean verified = Boolean.TRUE.equals(payload.getValue("email_verified"));
    return new Claims(
        text(payload.getValue("iss")),
        audience(payload.getValue("aud")),
        Math.max(issued.longValue(), notBefore.longValue()),
        expires.longValue(),
        verified ? text(payload.getValue("email")).toLowerCase(Locale.ROOT) : "",
        !text(payload.getValue("hd")).isEmpty());
  }

  /** One, or several. */
  private static List<String> audience(@Nullable Object value) {
    return value instanceof JsonArray several
        ? several.stream().map(Claims::text).toList()
        : List.of(text(value));
  }

  /** Empty if it is none: nobody is called that. */
  private static String text(@Nullable Object value) {
    return value instanceof String text ? text : "";
  }
}

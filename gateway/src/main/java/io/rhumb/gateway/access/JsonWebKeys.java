package io.rhumb.gateway.access;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What of a JSON Web Key Set (RFC 7517) is used: public keys that sign by RS256 or ES256, each with an id. Everything else in it is left
 * out: a shared secret would make HS256 possible, a certificate would take the place of the key beside it, and a key without id would be
 * tried for any token.
 */
final class JsonWebKeys {

  /** RFC 7518, section 3.3. */
  private static final int LEAST_RSA_BITS = 2_048;

  private JsonWebKeys() {}

  /**
   * The keys.
   *
   * @throws IllegalArgumentException if it is no key set, or has no key that can be used
   */
  static List<JsonObject> usable(JsonObject set) {
    List<JsonObject> usable = new ArrayList<>();
    if (set.getValue("keys") instanceof JsonArray keys) {
      for (Object key : keys) {
        JsonObject plain = key instanceof JsonObject object ? usableKey(object) : null;
        if (plain != null) {
          usable.add(plain);
        }
      }
    }
    if (usable.isEmpty()) {
      throw new IllegalArgumentException(
          "keys: none that can be used (expected: at least one for RS256 or ES256, with kid)");
    }
    return usable;
  }

  private static @Nullable JsonObject usableKey(JsonObject key) {
    if (!(key.getValue("kid") instanceof String id) || !"sig".equals(key.getValue("use", "sig"))) {
      return null;
    }
    if (is(key, "kty", "RSA") && "RS256".equals(key.getValue("alg", "RS256"))) {
      return bits(key, "n") >= LEAST_RSA_BITS && bits(key, "e") > 1
          ? plain(key, id, "RS256", "kty", "n", "e")
          : null;
    }
    boolean es256 = is(key, "kty", "EC")
        && is(key, "crv", "P-256")
        && "ES256".equals(key.getValue("alg", "ES256"));
    return es256 && bits(key, "x") > 0 && bits(key, "y") > 0
        ? plain(key, id, "ES256", "kty", "crv", "x", "y")
        : null;
  }

  private static JsonObject plain(JsonObject key, String id, String algorithm, String... names) {
    JsonObject plain = new JsonObject().put("kid", id).put("use", "sig").put("alg", algorithm);
    for (String name : names) {
      plain.put(name, key.getString(name));
    }
    return plain;
  }

  private static boolean is(JsonObject key, String name, String value) {
    return value.equals(key.getValue(name));
  }

  /** How many bits a number has; -1 if it is none. */
  private static int bits(JsonObject key, String name) {
    try {
      return key.getValue(name) instanceof String text
          ? new BigInteger(1, Base64.getUrlDecoder().decode(text)).bitLength()
          : -1;
    } catch (IllegalArgumentException notBase64) {
      return -1;
    }
  }
}

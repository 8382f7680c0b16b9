package io.rhumb.gateway.stub;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a query asks of the front end.
 *
 * @param sse whether a stream is to be an event stream
 * @param transcoded whether one of Google's generated clients is asking, which sends bytes in a JSON of their own
 */
record Query(boolean sse, boolean transcoded) {

  /** Credentials in a query would compete with the bearer token and end up in logs. */
  private static final Set<String> LEFTOVERS = Set.of("access_token", "oauth_token", "key");

  /** The parameters that every one of Google's methods has, as their discovery document lists them. */
  private static final Set<String> STANDARD = Set.of(
      "$.xgafv",
      "alt",
      "callback",
      "fields",
      "prettyPrint",
      "quotaUser",
      "uploadType",
      "upload_protocol");

  private static final Query NONE = new Query(false, false);

  /**
   * Reads it.
   *
   * @param known whether no parameters may be there but the known ones
   */
  static Query of(@Nullable String query, boolean known) throws RefusedException {
    Query asked = NONE;
    if (query == null) {
      return asked;
    }
    for (String parameter : query.split("&", -1)) {
      int equals = parameter.indexOf('=');
      String name = decoded(equals < 0 ? parameter : parameter.substring(0, equals));
      String value = equals < 0 ? "" : decoded(parameter.substring(equals + 1));
      asked = asked.with(name, value, known);
    }
    return asked;
  }

  private Query with(String name, String value, boolean known) throws RefusedException {
    if (LEFTOVERS.contains(name)) {
      throw new RefusedException(
          400, "Request contains a query parameter that must not be forwarded: " + name + ".");
    }
    // Each standard parameter may be written with a dollar too,
    // lest it be taken for a field of the request.
    boolean dollar = name.startsWith("$") && !name.startsWith("$.");
    String bare = dollar ? name.substring(1) : name;
    if (known && !bare.isEmpty() && !STANDARD.contains(bare)) {
      throw new RefusedException(
          400,
          "Invalid JSON payload received. Unknown name \"" + name
              + "\": Cannot bind query parameter. Field '" + name
              + "' could not be found in request message.");
    }
    return bare.equals("alt") ? withAlt(value, dollar) : this;
  }

  private Query withAlt(String value, boolean dollar) throws RefusedException {
    return switch (value.split(";", 2)[0]) {
      case "json" -> new Query(sse, transcoded || dollar);
      case "sse" -> new Query(true, transcoded || dollar);
      default -> throw new RefusedException(400, "Invalid alt value: " + value + ".");
    };
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException noEscape) {
      return text;
    }
  }
}

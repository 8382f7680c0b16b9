package io.rhumb.gateway.config;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Which headers a credential may be sent in. */
final class HeaderNames {

  static final String EXPECTED =
      "a header's name that is not one of those that frame or route a request";

  /** RFC 9110, 5.6.2: a token. */
  private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]{1,128}");

  /**
   * The gateway sets these, or they describe one connection only (RFC 9110, 7.6.1): a value from outside could split
   * requests.
   */
  private static final Set<String> RESERVED = Set.of(
      "host",
      "content-length",
      "transfer-encoding",
      "connection",
      "keep-alive",
      "te",
      "trailer",
      "upgrade",
      "expect",
      "proxy-connection");

  private HeaderNames() {}

  static boolean allowed(String name) {
    return TOKEN.matcher(name).matches() && !RESERVED.contains(name.toLowerCase(Locale.ROOT));
  }
}

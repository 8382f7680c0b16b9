package io.rhumb.gateway.upstream;

import java.util.List;
import java.util.Locale;

/** The headers by which a client authenticates itself: to the gateway, never to a target, and no business of a strategy. */
public final class ClientCredentials {

  static final List<String> HEADERS = List.of(
      "authorization",
      "cookie",
      "proxy-authorization",
      "x-api-key",
      "x-goog-api-key",
      "x-goog-iam-authority-selector",
      "x-goog-iam-authorization-token",
      "x-goog-iap-jwt-assertion",
      "x-serverless-authorization");

  private ClientCredentials() {}

  /**
   * Whether a header is one of them.
   *
   * @param name in any case
   */
  public static boolean contain(String name) {
    return HEADERS.contains(name.toLowerCase(Locale.ROOT));
  }
}

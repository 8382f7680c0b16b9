package io.rhumb.gateway.load;

import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpVersion;
import org.jspecify.annotations.Nullable;

/**
 * What the head of an answer says beside its status.
 *
 * @param target of the gateway, empty if it does not say
 * @param attempts of the gateway, 0 if it does not say
 * @param protocol the version of HTTP, empty if there was no answer
 */
record Said(String target, int attempts, String protocol) {

  private static final String TARGET = "x-rhumb-target";
  private static final String ATTEMPTS = "x-rhumb-attempts";

  /** There was no head. */
  static final Said NOTHING = new Said("", 0, "");

  static Said of(HttpClientResponse head) {
    String target = head.getHeader(TARGET);
    return new Said(
        target == null ? "" : target,
        attempts(head.getHeader(ATTEMPTS)),
        head.version() == HttpVersion.HTTP_2 ? "HTTP/2" : "HTTP/1.1");
  }

  /** The members of a list of tokens with parameters (RFC 8941), which hold no quoted commas. */
  static int attempts(@Nullable String list) {
    if (list == null || list.isBlank()) {
      return 0;
    }
    return (int) list.chars().filter(letter -> letter == ',').count() + 1;
  }
}

package io.rhumb.gateway.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.Set;

/** Where signing keys are fetched. Whoever could change them on their way could sign tokens. */
final class KeysUrl {

  static final String EXPECTED =
      "an https URL without user and fragment; http only to 127.0.0.1, [::1] or localhost";

  private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "[::1]", "localhost");

  private KeysUrl() {}

  static ScalarType<URI> type() {
    return new ScalarType<>(
        EXPECTED, URI.create("https://x/"), scalar -> scalar.asText().flatMap(KeysUrl::parse));
  }

  static boolean allowed(URI url) {
    String host = url.getHost();
    if (host == null || url.getUserInfo() != null || url.getFragment() != null) {
      return false;
    }
    return "https".equals(url.getScheme())
        || ("http".equals(url.getScheme()) && LOOPBACK.contains(host));
  }

  private static Optional<URI> parse(String text) {
    try {
      return Optional.of(new URI(text)).filter(KeysUrl::allowed);
    } catch (URISyntaxException notAUrl) {
      return Optional.empty();
    }
  }
}

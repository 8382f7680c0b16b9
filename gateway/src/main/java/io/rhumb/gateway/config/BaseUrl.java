package io.rhumb.gateway.config;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a self-hosted model server is.
 *
 * @param tls whether the scheme is https
 * @param host a name or an address, without brackets
 * @param port the port, that of the scheme unless written
 * @param path the path; empty, or beginning with a slash
 */
record BaseUrl(boolean tls, String host, int port, String path) {

  private static final Pattern URL = Pattern.compile(
      "(https?)://(?:\\[([0-9A-Fa-f:.]+)]|([^/:?#@\\[\\]\\s]+))(?::(\\d{1,5}))?(/[^?#]*)?");

  /** The type; a URL with credentials, a query or a fragment is none, since all three would be lost. */
  static ScalarType<BaseUrl> type() {
    return new ScalarType<>(
        "an http or https URL without user, query and fragment, such as https://models.example:8443/base",
        new BaseUrl(true, "x", 443, ""),
        scalar -> parse(scalar.text()));
  }

  private static Optional<BaseUrl> parse(String text) {
    Matcher matcher = URL.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    boolean tls = matcher.group(1).equals("https");
    String host = matcher.group(2) == null ? matcher.group(3) : matcher.group(2);
    int port = matcher.group(4) == null ? (tls ? 443 : 80) : Integer.parseInt(matcher.group(4));
    String path = matcher.group(5) == null ? "" : matcher.group(5);
    boolean legal = Hosts.isHost(host)
        && port >= 1
        && port <= 65_535
        && (path.isEmpty() || PathSyntax.isPath(path));
    return legal ? Optional.of(new BaseUrl(tls, host, port, path)) : Optional.empty();
  }
}

package io.rhumb.gateway.load;

import java.net.URI;
import java.net.URISyntaxException;

/**
 * Where requests go.
 *
 * @param path with the query, as it is sent; never printed, since a query may hold a key
 */
public record LoadTarget(boolean tls, String host, int port, String path) {

  private static final String EXPECTED =
      " (expected: an http or https URL, such as http://127.0.0.1:8080/predict)";

  /**
   * Reads a URL; without a scheme it is {@code http}, as for curl.
   *
   * @throws IllegalArgumentException in words for the person at the terminal
   */
  public static LoadTarget parse(String url) {
    URI uri = uri(url);
    boolean tls = "https".equalsIgnoreCase(uri.getScheme());
    if (uri.getHost() == null || !(tls || "http".equalsIgnoreCase(uri.getScheme()))) {
      throw new IllegalArgumentException("url: " + url + EXPECTED);
    }
    if (uri.getRawUserInfo() != null) {
      throw new IllegalArgumentException(
          "url: user information (expected: none; credentials go into --header)");
    }
    String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
    String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
    return new LoadTarget(tls, uri.getHost(), port(uri, tls), path + query);
  }

  private static URI uri(String url) {
    try {
      return new URI(url.contains("://") ? url : "http://" + url);
    } catch (URISyntaxException wrong) {
      throw new IllegalArgumentException("url: " + url + EXPECTED, wrong);
    }
  }

  private static int port(URI uri, boolean tls) {
    if (uri.getPort() >= 0) {
      return uri.getPort();
    }
    return tls ? 443 : 80;
  }

  /** For people: without the query. */
  @Override
  public String toString() {
    return (tls ? "https://" : "http://") + host + ":" + port + path.replaceFirst("\\?.*", "?…");
  }
}

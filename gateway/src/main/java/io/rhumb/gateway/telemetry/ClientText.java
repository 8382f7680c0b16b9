package io.rhumb.gateway.telemetry;

import io.vertx.core.http.HttpServerRequest;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What of a client's own text may be kept: short, on one line, and without what is nobody's business. */
public final class ClientText {

  /** Long enough for what SDKs call themselves. A guess. */
  public static final int USER_AGENT = 256;

  /** Long enough for every path that the gateway serves. A guess. */
  private static final int PATH = 512;

  /** Where a query begins, or what has been taken for one: parameters of a segment, and all that in per cent. */
  private static final Pattern QUERY = Pattern.compile("[?;#=]|%3[BbDdFf]|%23");

  private static final Pattern USER = Pattern.compile("[^/@]*(?::|%3[Aa])[^/@]*(?:@|%40)");
  private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}|[\\u0080-\\u009f]");

  private ClientText() {}

  /** The beginning of a header's value as it came; empty where there is none. */
  public static String header(HttpServerRequest request, String name, int most) {
    String value = request.getHeader(name);
    return value == null ? "" : start(value, most);
  }

  /** The beginning of what was asked for, as it came: with a query, where it is that short. Not to be shown as it is. */
  public static String target(@Nullable String uri) {
    return uri == null ? "" : start(uri, PATH);
  }

  /** A path without query, parameters, user and password. */
  public static String path(String target) {
    String path = QUERY.split(target, 2)[0];
    int authority = path.indexOf("://");
    if (authority >= 0) {
      int slash = path.indexOf('/', authority + 3);
      path = slash < 0 ? "/" : path.substring(slash);
    }
    return plain(USER.matcher(path).replaceAll("…@"));
  }

  /** On one line, and without what would command a terminal. */
  public static String plain(String text) {
    return CONTROL.matcher(text).replaceAll("?");
  }

  private static String start(String text, int most) {
    return text.length() <= most ? text : text.substring(0, most);
  }
}

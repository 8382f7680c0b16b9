package io.rhumb.gateway.telemetry;

import io.vertx.core.http.HttpServerRequest;
import java.util.regex.Matcher;
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

  private static final Pattern COLON = Pattern.compile(":|%3[Aa]");
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
    return plain(withoutUsers(path));
  }

  /** By hand: a regular expression for a colon somewhere before an @ would try each with each. */
  private static String withoutUsers(String path) {
    StringBuilder shown = new StringBuilder(path.length());
    int next;
    for (int from = 0; from < path.length(); from = next) {
      next = endOfPart(path, from);
      String part = path.substring(from, next);
      int user = endOfUser(part);
      shown.append(user > 0 ? "…@" : "").append(part, user, part.length());
    }
    return shown.toString();
  }

  /** Behind the next slash or @. */
  private static int endOfPart(String path, int from) {
    int end = from;
    while (end < path.length() && path.charAt(end) != '/' && path.charAt(end) != '@') {
      end++;
    }
    return Math.min(end + 1, path.length());
  }

  /** Behind the last @ that comes after a colon; 0 if none does. */
  private static int endOfUser(String part) {
    int at = Math.max(part.lastIndexOf('@'), part.lastIndexOf("%40"));
    Matcher colon = COLON.matcher(part);
    return colon.find() && colon.end() <= at ? at + (part.charAt(at) == '@' ? 1 : 3) : 0;
  }

  /** On one line, and without what would command a terminal. */
  public static String plain(String text) {
    return CONTROL.matcher(text).replaceAll("?");
  }

  private static String start(String text, int most) {
    return text.length() <= most ? text : text.substring(0, most);
  }
}

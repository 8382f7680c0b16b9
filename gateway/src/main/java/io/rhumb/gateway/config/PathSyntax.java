package io.rhumb.gateway.config;

import java.util.regex.Pattern;

/** RFC 3986, 3.3: the path of a URL, in which {@link TargetConfig#METHOD} may stand. */
final class PathSyntax {

  private static final Pattern PATH =
      Pattern.compile("(/([A-Za-z0-9._~!$&'()*+,;=:@-]|%[0-9A-Fa-f]{2})*)+");

  private PathSyntax() {}

  static boolean isPath(String text) {
    return PATH.matcher(text.replace(TargetConfig.METHOD, "method")).matches();
  }

  /** One path below another; none of them ends up with two slashes between. */
  static String join(String base, String below) {
    String trimmed =
        base.endsWith("/") && !below.isEmpty() ? base.substring(0, base.length() - 1) : base;
    String joined = trimmed + below;
    return joined.isEmpty() ? "/" : joined;
  }
}

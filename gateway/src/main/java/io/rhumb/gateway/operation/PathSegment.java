package io.rhumb.gateway.operation;

/** What may stand between two slashes of a path that is passed on, so that no server takes it for another path. */
final class PathSegment {

  /** RFC 3986, section 3.3, beside letters, digits and escapes. */
  private static final String PUNCTUATION = "-._~!$&'()*+,;=:@";

  private PathSegment() {}

  /** Whether each segment is sound. */
  static boolean soundEach(String path) {
    int from = 0;
    for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', from)) {
      if (!sound(path.substring(from, slash))) {
        return false;
      }
      from = slash + 1;
    }
    return sound(path.substring(from));
  }

  /**
   * Whether it is a segment by RFC 3986, neither empty nor a dot segment, without an escaped slash, backslash or control character. A dot
   * segment with parameters ({@code ..;x}) is one too: some servers leave these away before they resolve it.
   */
  static boolean sound(String segment) {
    for (int at = 0; at < segment.length(); at++) {
      char c = segment.charAt(at);
      if (c == '%' ? !soundEscape(Percent.octet(segment, at)) : !plain(c)) {
        return false;
      }
    }
    return !segment.isEmpty() && !dots(segment);
  }

  private static boolean plain(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || PUNCTUATION.indexOf(c) >= 0;
  }

  private static boolean soundEscape(int octet) {
    return octet >= ' ' && octet != '/' && octet != '\\' && octet != 0x7f;
  }

  private static boolean dots(String segment) {
    String name = Percent.decode(segment);
    int parameters = name.indexOf(';');
    name = parameters < 0 ? name : name.substring(0, parameters);
    return name.equals(".") || name.equals("..");
  }
}

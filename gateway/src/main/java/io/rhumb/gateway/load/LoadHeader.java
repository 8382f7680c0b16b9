package io.rhumb.gateway.load;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One header of each request. Its value may be a credential and is never printed. */
public record LoadHeader(String name, String value) {

  /** A token (RFC 9110, 5.6.2), a colon, and visible characters, spaces and tabs. */
  private static final Pattern WRITTEN =
      Pattern.compile("([!#$%&'*+.^_`|~0-9A-Za-z-]+):[ \\t]*([\\t\\x20-\\x7e]*)");

  /** They belong to the connection, which is the generator's. */
  private static final Pattern OF_THE_CONNECTION = Pattern.compile(
      "(?i)connection|content-length|host|keep-alive|te|trailer|transfer-encoding|upgrade");

  /**
   * Reads {@code Name: value}.
   *
   * @throws IllegalArgumentException in words for the person at the terminal, without the value
   */
  public static LoadHeader parse(String text) {
    Matcher matcher = WRITTEN.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "header: " + text.replaceFirst(":.*", ": …") + " (expected: Name: value)");
    }
    if (OF_THE_CONNECTION.matcher(matcher.group(1)).matches()) {
      throw new IllegalArgumentException(
          "header: " + matcher.group(1) + " (expected: no header that belongs to the connection)");
    }
    return new LoadHeader(matcher.group(1), matcher.group(2).stripTrailing());
  }

  /** Without the value. */
  @Override
  public String toString() {
    return name + ": …";
  }
}

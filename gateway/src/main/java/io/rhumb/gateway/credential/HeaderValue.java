package io.rhumb.gateway.credential;

import java.util.Map;

/** Makes headers of text that came from outside. */
public final class HeaderValue {

  private HeaderValue() {}

  /**
   * One header.
   *
   * @param name its name
   * @param prefix goes before the value
   * @param text the value, with white space around it
   * @return name and value
   * @throws IllegalArgumentException if the text cannot be a value; the message does not show it
   */
  public static Map.Entry<String, String> entry(String name, String prefix, String text) {
    String value = text.strip();
    if (value.isEmpty()) {
      throw new IllegalArgumentException("empty (expected: the value of the header " + name + ")");
    }
    // A line break would start a header of the text's own; other
    // characters have no agreed encoding in a header.
    if (!value.chars().allMatch(c -> c >= ' ' && c <= '~')) {
      throw new IllegalArgumentException(
          "not shown (expected: one line of printable ASCII characters)");
    }
    return Map.entry(name, prefix + value);
  }
}

package io.rhumb.gateway.config;

/**
 * One thing that is wrong with a configuration.
 *
 * @param line the line of the file, from 1; 0 where there is none, as for an environment variable
 * @param text {@code path: value (expected: …)}
 */
public record Problem(int line, String text) {

  /**
   * The problem with its place, in the form that editors and terminals make clickable.
   *
   * @param source the file
   * @return {@code file:12: text}, or {@code file: text} where there is no line
   */
  public String at(String source) {
    return line == 0 ? source + ": " + text : source + ":" + line + ": " + text;
  }

  @Override
  public String toString() {
    return line == 0 ? text : "line " + line + ": " + text;
  }
}

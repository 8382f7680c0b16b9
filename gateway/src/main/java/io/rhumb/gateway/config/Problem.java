package io.rhumb.gateway.config;

/**
 * One thing that is wrong with a configuration.
 *
 * @param file the file, where the configuration has several; empty: the only one
 * @param line the line of the file, from 1; 0 where there is none, as for an environment variable
 * @param text {@code path: value (expected: …)}
 */
public record Problem(String file, int line, String text) {

  /** A problem of a configuration that is one file, or none. */
  public Problem(int line, String text) {
    this("", line, text);
  }

  /**
   * The problem with its place, in the form that editors and terminals make clickable.
   *
   * @param source the file, where the configuration has only one
   * @return {@code file:12: text}, or {@code file: text} where there is no line
   */
  public String at(String source) {
    String place = file.isEmpty() ? source : file;
    return line == 0 ? place + ": " + text : place + ":" + line + ": " + text;
  }

  @Override
  public String toString() {
    if (!file.isEmpty()) {
      return at(file);
    }
    return line == 0 ? text : "line " + line + ": " + text;
  }
}

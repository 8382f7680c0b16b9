package io.rhumb.gateway.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Collects what is wrong, so that all of it is reported at once. Where there are several files, their lines are counted through, so that
 * a number tells the file too. Not thread-safe: it lives for one reading.
 */
final class Problems {

  /** More lines than a file may have characters. */
  static final int LINES_OF_A_FILE = 1 << 21;

  private final List<String> files;
  private final List<Problem> found = new ArrayList<>();

  /** Nothing wrong yet with a single file. */
  Problems() {
    this(List.of(""));
  }

  /**
   * Nothing wrong yet.
   *
   * @param files their names, in order; lines of the second begin after {@link #LINES_OF_A_FILE}, and so on
   */
  Problems(List<String> files) {
    this.files = List.copyOf(files);
  }

  /** A line as messages show it. */
  String place(int line) {
    String file = files.get(line / LINES_OF_A_FILE);
    return file.isEmpty() ? "line " + line : file + ":" + line % LINES_OF_A_FILE;
  }

  /** A value that is not what it should be. */
  void invalid(ConfigNode node, String expected) {
    add(node.line(), node.path(), node.shown() + " (expected: " + expected + ")");
  }

  /** A key that is not there. */
  void missing(ConfigNode.Entries map, String key, String expected) {
    add(map.line(), map.pathOf(key), "missing (expected: " + expected + ")");
  }

  /**
   * Anything.
   *
   * @param line from 1; 0 for none
   * @param path where; empty for the whole document
   * @param text what
   */
  void add(int line, String path, String text) {
    String file = files.get(line / LINES_OF_A_FILE);
    found.add(
        new Problem(file, line % LINES_OF_A_FILE, path.isEmpty() ? text : path + ": " + text));
  }

  /** How many so far: whoever compares before and after knows whether something was wrong in between. */
  int count() {
    return found.size();
  }

  /**
   * Ends the reading if anything is wrong.
   *
   * @param source the file, or what stands for it
   * @throws InvalidConfigException with every problem, in the order of the file
   */
  void throwIfAny(String source) {
    if (!found.isEmpty()) {
      List<Problem> ordered = found.stream()
          .sorted(Comparator.comparing(Problem::file).thenComparingInt(Problem::line))
          .toList();
      throw InvalidConfigException.of(source, ordered);
    }
  }
}

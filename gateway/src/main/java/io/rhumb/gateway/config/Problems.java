package io.rhumb.gateway.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects what is wrong, so that all of it is reported at once. Not thread-safe: it lives for one reading. */
final class Problems {

  private final List<Problem> found = new ArrayList<>();

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
    found.add(new Problem(line, path.isEmpty() ? text : path + ": " + text));
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
      List<Problem> ordered =
          found.stream().sorted(Comparator.comparingInt(Problem::line)).toList();
      throw InvalidConfigException.of(source, ordered);
    }
  }
}

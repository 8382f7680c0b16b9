package io.rhumb.gateway.management;

import io.vertx.core.MultiMap;
import java.util.List;

/** A query that cannot be answered. */
final class BadQuery extends RuntimeException {

  private static final long serialVersionUID = 1L;

  BadQuery(String message) {
    super(message);
  }

  /**
   * Refuses parameters that nobody looks at: a filter that does not filter misleads.
   *
   * @throws BadQuery if there is one
   */
  static void check(MultiMap asked, List<String> known) {
    for (String name : asked.names()) {
      if (!known.contains(name)) {
        throw new BadQuery(name + ": unknown (expected: one of " + String.join(", ", known) + ")");
      }
    }
  }

  /**
   * A number from 1 to 1000.
   *
   * @throws BadQuery if it is none
   */
  static int count(MultiMap asked, String name, int usual) {
    String text = asked.get(name);
    if (text == null) {
      return usual;
    }
    if (!text.matches("[1-9]\\d{0,2}|1000")) {
      throw new BadQuery(name + ": not such a number (expected: from 1 to 1000)");
    }
    return Integer.parseInt(text);
  }
}

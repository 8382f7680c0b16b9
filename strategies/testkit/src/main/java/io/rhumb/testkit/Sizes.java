package io.rhumb.testkit;

import java.util.List;

/** How many targets the views of a test have. */
final class Sizes {

  /** One, the usual two and three, many, and the most that there can be. */
  static final List<Integer> ALL = List.of(1, 2, 3, 10, 32);

  private Sizes() {}
}

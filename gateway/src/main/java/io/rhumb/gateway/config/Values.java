package io.rhumb.gateway.config;

import java.time.Duration;

/** What the records' constructors refuse, as {@code name: value (expected: …)}. */
final class Values {

  private Values() {}

  static void check(boolean holds, String name, Object value, String expected) {
    if (!holds) {
      throw new IllegalArgumentException(name + ": " + value + " (expected: " + expected + ")");
    }
  }

  static void checkText(String name, String value) {
    check(!value.isBlank(), name, value, "not blank");
  }

  static void checkRange(String name, long value, long least, long most) {
    check(value >= least && value <= most, name, value, "from " + least + " to " + most);
  }

  static void checkPositive(String name, Duration value) {
    check(!value.isNegative() && !value.isZero(), name, value, "positive");
  }
}

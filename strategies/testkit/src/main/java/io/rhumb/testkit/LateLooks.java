package io.rhumb.testkit;

import org.junit.jupiter.api.Assertions;

/** Whether something was looked at too late. Thread-safe. */
final class LateLooks {

  private volatile String last = "";

  void note(String what) {
    last = what;
  }

  void requireNone() {
    if (!last.isEmpty()) {
      Assertions.fail(last + ": read after plan had returned (expected: request and view are read"
          + " during the call only)");
    }
  }
}

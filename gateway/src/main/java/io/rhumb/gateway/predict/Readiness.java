package io.rhumb.gateway.predict;

import java.util.Optional;

/** Whether this gateway can serve. Thread-safe. */
@FunctionalInterface
public interface Readiness {

  /**
   * Why it cannot.
   *
   * @return empty if it can
   */
  Optional<String> whyNot();
}

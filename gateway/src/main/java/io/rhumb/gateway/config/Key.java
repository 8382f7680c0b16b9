package io.rhumb.gateway.config;

import java.util.Optional;

/**
 * A key of the configuration.
 *
 * @param name as written
 * @param standard its default, as one would write it; empty where there is none
 */
record Key(String name, Optional<String> standard) {

  /** A key without default: it is required, or its absence has a meaning of its own. */
  static Key of(String name) {
    return new Key(name, Optional.empty());
  }

  /** A key with a default. */
  static Key of(String name, String standard) {
    return new Key(name, Optional.of(standard));
  }
}

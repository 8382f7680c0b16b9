package io.rhumb.gateway.config;

import java.util.Optional;

/** A key of the configuration. A constant, known by its identity. */
final class Key {

  private final String name;
  private final Optional<String> standard;

  private Key(String name, Optional<String> standard) {
    this.name = name;
    this.standard = standard;
  }

  /** A key without default: it is required, or its absence has a meaning of its own. */
  static Key of(String name) {
    return new Key(name, Optional.empty());
  }

  /** A key with a default. */
  static Key of(String name, String standard) {
    return new Key(name, Optional.of(standard));
  }

  /** As written. */
  String name() {
    return name;
  }

  /** Its default, as one would write it; empty where there is none. */
  Optional<String> standard() {
    return standard;
  }
}

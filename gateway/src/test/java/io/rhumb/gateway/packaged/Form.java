package io.rhumb.gateway.packaged;

import java.time.Duration;

/** How long a run of load takes: a part of every build, or as long as it takes to believe it. */
enum Form {
  SHORT,
  FULL;

  /** The full one where the property of that name is {@code full}. */
  static Form of(String property) {
    return "full".equals(System.getProperty(property)) ? FULL : SHORT;
  }

  int pick(int inShort, int inFull) {
    return this == FULL ? inFull : inShort;
  }

  Duration pick(Duration inShort, Duration inFull) {
    return this == FULL ? inFull : inShort;
  }
}

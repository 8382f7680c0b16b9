package io.rhumb.gateway.faults;

import java.time.Duration;
import java.util.Locale;

/** How long a run may take: a part of every build, or as long as the faults last in life. */
enum Form {
  /** About two minutes and a half in all. */
  SHORT,
  /** More requests, longer faults, nearly every row three times: half an hour on a machine that has nothing else to do. */
  FULL;

  /** {@code -Dfaults=full} asks for the full form. */
  static Form ofProperty() {
    String asked = System.getProperty("faults", "short");
    return valueOf(asked.toUpperCase(Locale.ROOT));
  }

  int pick(int inShort, int inFull) {
    return this == FULL ? inFull : inShort;
  }

  Duration pick(Duration inShort, Duration inFull) {
    return this == FULL ? inFull : inShort;
  }
}

package io.rhumb.gateway.operation;

import org.jspecify.annotations.Nullable;

/**
 * A segment that ends in a verb: {@code name:verb}. The colon is the last one, as it is or as a client, or Cloud Run on its way in, may
 * have escaped it.
 */
record NameAndVerb(String name, String verb) {

  private static final String[] COLONS = {":", "%3A", "%3a"};

  /** The two parts, or null if there is no colon. */
  static @Nullable NameAndVerb of(String segment) {
    int at = -1;
    String last = "";
    for (String colon : COLONS) {
      int found = segment.lastIndexOf(colon);
      if (found > at) {
        at = found;
        last = colon;
      }
    }
    return at < 0
        ? null
        : new NameAndVerb(segment.substring(0, at), segment.substring(at + last.length()));
  }
}

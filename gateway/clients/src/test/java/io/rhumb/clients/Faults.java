package io.rhumb.clients;

/** What can befall a region, as its control port is told. */
final class Faults {

  /** Ill, and says so. */
  static final String UNAVAILABLE = "{\"kind\":\"status\",\"status\":503}";

  /** Out of quota, for two seconds. */
  static final String EXHAUSTED = "{\"kind\":\"status\",\"status\":429,\"retryAfter\":2}";

  /** Nobody listens. */
  static final String REFUSED = "{\"kind\":\"refuse\"}";

  /** Breaks off before its answer begins. */
  static final String RESET = "{\"kind\":\"reset\"}";

  /** Breaks off behind the head of a stream. */
  static final String NO_EVENT = "{\"kind\":\"truncate\",\"events\":0}";

  /** Breaks off behind the second event of a stream. */
  static final String TWO_EVENTS = "{\"kind\":\"truncate\",\"events\":2}";

  private Faults() {}
}

package io.rhumb.gateway.doctor;

import java.util.Locale;

/** How a step went. */
public enum Status {
  /** Well. */
  OK,
  /** Well for now. */
  WARNING,
  /** The gateway could not serve from there. */
  FAILED,
  /** There was nothing to look at. */
  SKIPPED;

  /** As shown. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}

package io.rhumb.gateway.doctor;

import java.util.Locale;

/** What is looked at of a target, in this order. */
public enum Step {
  /** The address of its name. */
  DNS,
  /** A connection to that. */
  TCP,
  /** Who is at its other end. */
  TLS,
  /** What the target is told of the gateway. */
  CREDENTIAL,
  /** A prediction. */
  PREDICT;

  /** As shown. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}

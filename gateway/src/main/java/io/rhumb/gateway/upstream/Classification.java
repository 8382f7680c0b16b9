package io.rhumb.gateway.upstream;

import io.rhumb.engine.Outcome;

/**
 * What the end of a call means.
 *
 * @param outcome the row of the table
 * @param hintNanos for how long the target asked to be left alone; negative: it did not say
 */
record Classification(Outcome outcome, long hintNanos) {

  private static final long NO_HINT = -1;

  static Classification of(Outcome outcome) {
    return new Classification(outcome, NO_HINT);
  }
}

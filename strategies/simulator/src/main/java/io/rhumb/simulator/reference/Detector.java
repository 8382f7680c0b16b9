package io.rhumb.simulator.reference;

import io.rhumb.engine.FailureDetector;

/** Says when too many requests fail. */
@FunctionalInterface
interface Detector {

  /** Counts a request; returns whether the breaker opens. */
  boolean trips(boolean failed);

  /** Our own. */
  static Detector cusum() {
    FailureDetector detector = new FailureDetector();
    return failed -> {
      if (failed) {
        return detector.failure();
      }
      detector.success();
      return false;
    };
  }

  /** So many failures in a row. */
  static Detector consecutive(int failures) {
    int[] row = {0};
    return failed -> {
      row[0] = failed ? row[0] + 1 : 0;
      return row[0] >= failures;
    };
  }

  /**
   * Half of the last hundred, the default of resilience4j (sliding window of 100 calls, failure rate threshold of 50 %). It has
   * seen a hundred successes before.
   */
  static Detector halfOfTheLastHundred() {
    boolean[] window = new boolean[100];
    int[] state = {0, 0};
    return failed -> {
      state[1] += (failed ? 1 : 0) - (window[state[0]] ? 1 : 0);
      window[state[0]] = failed;
      state[0] = (state[0] + 1) % window.length;
      return 2 * state[1] >= window.length;
    };
  }
}

package io.rhumb.gateway.log;

/**
 * Requests without a line of their own.
 *
 * @param sampled ordinary ones that were not in the sample
 * @param overRate those beyond the most lines of a second
 * @param overQueue those for which the writer was too slow
 */
record LeftOut(long sampled, long overRate, long overQueue) {

  long all() {
    return sampled + overRate + overQueue;
  }

  /** Those that would have had a line if there had been room. */
  long lost() {
    return overRate + overQueue;
  }
}

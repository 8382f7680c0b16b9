package io.rhumb.gateway.credential;

/**
 * How often and how long a source is asked, all in milliseconds. The figures are chosen, not measured.
 *
 * @param fetchMillis a fetch that takes longer counts as failed, and another may begin
 * @param waitMillis the longest that a caller waits for headers
 * @param forcedMillis the shortest time from one fetch to the next that a refused token may ask for
 * @param recheckMillis age at which headers without an end are fetched again, if anybody asks for them
 * @param backoff the delay after failures
 */
record RefreshPolicy(
    long fetchMillis, long waitMillis, long forcedMillis, long recheckMillis, Backoff backoff) {

  /** For tokens that are fetched over a network. */
  static final RefreshPolicy NETWORK =
      new RefreshPolicy(10_000, 10_000, 1_000, 60_000, new Backoff(1_000, 30_000));

  /** For files, which cost nothing to read. */
  static final RefreshPolicy FILE =
      new RefreshPolicy(10_000, 10_000, 0, 2_000, new Backoff(1_000, 2_000));
}

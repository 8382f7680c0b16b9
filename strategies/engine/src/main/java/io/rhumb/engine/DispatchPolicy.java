package io.rhumb.engine;

/**
 * The bounds of one request.
 *
 * @param timeoutNanos in how long the client must have its answer
 * @param impatient whether the client asked for less time than the model grants; then running out of it is no evidence against a
 *     target, unless the attempt had several times what the target usually takes, or the whole of {@code attemptTimeoutNanos}
 * @param attemptTimeoutNanos how long one attempt may take
 * @param maxAttempts attempts at the most, those that reached nobody not counted
 * @param idempotent whether two targets may do what is asked. If not, no attempt runs beside another, and the next one starts only
 *     where the one before did nothing
 */
public record DispatchPolicy(
    long timeoutNanos,
    boolean impatient,
    long attemptTimeoutNanos,
    int maxAttempts,
    boolean idempotent) {

  /** The bounds of a request that several targets may answer. */
  public DispatchPolicy(
      long timeoutNanos, boolean impatient, long attemptTimeoutNanos, int maxAttempts) {
    this(timeoutNanos, impatient, attemptTimeoutNanos, maxAttempts, true);
  }

  /** Checks the bounds. */
  public DispatchPolicy {
    if (timeoutNanos <= 0 || attemptTimeoutNanos <= 0 || maxAttempts < 1) {
      throw new IllegalArgumentException("timeoutNanos: " + timeoutNanos + ", attemptTimeoutNanos: "
          + attemptTimeoutNanos + ", maxAttempts: " + maxAttempts + " (expected: all > 0)");
    }
  }

  /**
   * The bounds for a client that asks for a timeout of its own.
   *
   * @param requestedNanos what it asks for; more than is granted changes nothing
   */
  public DispatchPolicy within(long requestedNanos) {
    return requestedNanos >= timeoutNanos
        ? this
        : new DispatchPolicy(requestedNanos, true, attemptTimeoutNanos, maxAttempts, idempotent);
  }

  /** The bounds of a request that must not be done twice. */
  public DispatchPolicy once() {
    return new DispatchPolicy(timeoutNanos, impatient, attemptTimeoutNanos, maxAttempts, false);
  }
}

package io.rhumb.gateway.load;

/**
 * One request that has ended. All instants in nanoseconds since the start.
 *
 * @param dueNanos when it was meant to be sent
 * @param takenUpNanos when the generator came to it; over HTTP/2, and had a stream for it
 * @param firstByteNanos when the first byte of the answer's body came, or its end if it has none; only where it was answered
 */
record Shot(
    long dueNanos,
    long takenUpNanos,
    long firstByteNanos,
    long endNanos,
    Ending ending,
    Said said) {

  static Shot notSent(long dueNanos, long nowNanos) {
    return new Shot(dueNanos, nowNanos, nowNanos, nowNanos, Ending.NOT_SENT, Said.NOTHING);
  }

  long latencyNanos() {
    return endNanos - dueNanos;
  }

  long firstByteLatencyNanos() {
    return firstByteNanos - dueNanos;
  }

  long lagNanos() {
    return takenUpNanos - dueNanos;
  }

  boolean sent() {
    return ending.kind() != Ending.Kind.NOT_SENT;
  }
}

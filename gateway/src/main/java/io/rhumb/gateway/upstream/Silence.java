package io.rhumb.gateway.upstream;

/**
 * How long nothing has been heard over a connection of which something was expected. All times are of one monotonic clock, in
 * nanoseconds.
 *
 * <p>A connection that the network drops without a word (a firewall that forgot it, a machine that lost its power) looks like one
 * whose target is slow. Over HTTP/1.1 it is closed with the call that waits too long; over HTTP/2 only a stream ends, and the
 * connection would swallow call after call. So a stream that is given up makes it {@linkplain #suspicious suspect} once it
 * has been silent for long enough, whoever gave up and why; then it is to be asked by a PING, which no target is too busy to answer.
 */
final class Silence {

  private final long patienceNanos;
  private final long pauseNanos;
  private long sinceNanos;
  private boolean expecting;
  private long lastAskedNanos;
  private boolean asked;

  /**
   * Nothing is expected yet.
   *
   * @param patienceNanos how long a connection may be silent before it is asked
   * @param pauseNanos the least time between two questions
   */
  Silence(long patienceNanos, long pauseNanos) {
    this.patienceNanos = patienceNanos;
    this.pauseNanos = pauseNanos;
  }

  /** A stream begins. */
  void expect(long nowNanos) {
    if (!expecting) {
      expecting = true;
      sinceNanos = nowNanos;
    }
  }

  /**
   * A sign of life.
   *
   * @param more whether other streams are still waiting
   */
  void heard(long nowNanos, boolean more) {
    sinceNanos = nowNanos;
    expecting = more;
  }

  /** A stream was given up: whether the connection is to be asked now if it is still alive. Says so once in a while only. */
  boolean suspicious(long nowNanos) {
    if (!expecting
        || nowNanos - sinceNanos < patienceNanos
        || (asked && nowNanos - lastAskedNanos < pauseNanos)) {
      return false;
    }
    asked = true;
    lastAskedNanos = nowNanos;
    return true;
  }
}

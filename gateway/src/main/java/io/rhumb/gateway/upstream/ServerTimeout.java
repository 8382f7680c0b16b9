package io.rhumb.gateway.upstream;

/**
 * How a target is told how much time is left for its answer: {@code x-server-timeout}, in seconds, the header by which clients of
 * Google's APIs do. What would come later is of no use to anybody, and a server that knows need not work on it.
 */
final class ServerTimeout {

  static final String HEADER = "x-server-timeout";

  private static final long NANOS_PER_MILLI = 1_000_000;

  private ServerTimeout() {}

  /** In seconds, to the millisecond below; never 0, which some take for no limit. */
  static String of(long leftNanos) {
    long millis = Math.max(1, leftNanos / NANOS_PER_MILLI);
    long fraction = millis % 1_000;
    String seconds = Long.toString(millis / 1_000);
    return fraction == 0
        ? seconds
        : seconds + "." + Long.toString(1_000 + fraction).substring(1);
  }
}

package io.rhumb.gateway.upstream;

import io.rhumb.gateway.operation.Operation;
import io.vertx.core.MultiMap;

/**
 * How a target is told how much time is left for its answer: {@code x-server-timeout}, in seconds, the header by which clients of
 * Google's APIs do. What would come later is of no use to anybody, and a server that knows need not work on it.
 */
final class ServerTimeout {

  static final String HEADER = "x-server-timeout";

  /**
   * So much longer than the attempt may the target's own bound be. It would end the call in the very moment in which the gateway does, and
   * could come first: then an impatient client would look like a target that is too slow, or breaks off. A guess.
   */
  static final long GRACE_NANOS = 1_000_000_000;

  private static final long NANOS_PER_MILLI = 1_000_000;

  private ServerTimeout() {}

  /**
   * Completes the headers of a call. What a client said is replaced.
   *
   * @param leftNanos how long the attempt may take. Of a stream that bounds the first byte only, and a target that believed it would cut
   *     the stream there: where one may come, and over gRPC, which has a header of its own, nothing is told
   */
  static void put(MultiMap headers, Operation operation, long leftNanos) {
    if (operation.rpc() != null || operation.method().mayStream()) {
      headers.remove(HEADER);
    } else {
      headers.set(HEADER, of(leftNanos + GRACE_NANOS));
    }
  }

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

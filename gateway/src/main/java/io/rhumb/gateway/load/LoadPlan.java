package io.rhumb.gateway.load;

import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.List;

/**
 * What to send, and when.
 *
 * @param headers of each request, beside those that HTTP needs
 * @param perSecond requests in a second, above 0
 * @param duration for how long requests are due, above 0
 * @param warmUp for how long the rate grows before that, without being counted; 0 for not at all
 * @param timeout after which a request that has been sent is given up, at least 1 ms
 * @param connections at the most, at least 1
 * @param maxInFlight requests at once; one that would exceed it is not sent, at least 1
 * @param http2 whether to speak HTTP/2: over plain TCP at once, over TLS if the server agrees
 * @param seed of the chance in {@code arrivals}
 */
public record LoadPlan(
    LoadTarget target,
    List<LoadHeader> headers,
    Buffer body,
    Arrivals arrivals,
    double perSecond,
    Duration duration,
    Duration warmUp,
    Duration timeout,
    int connections,
    int maxInFlight,
    boolean http2,
    long seed) {

  /** A guess at what no client needs and no machine sends; it keeps the arithmetic of instants exact. */
  private static final double MAX_PER_SECOND = 1e6;

  private static final Duration LONGEST = Duration.ofDays(1);

  /**
   * Checks everything.
   *
   * @throws IllegalArgumentException in words for the person at the terminal
   */
  public LoadPlan {
    headers = List.copyOf(headers);
    if (!(perSecond > 0 && perSecond <= MAX_PER_SECOND)) {
      throw new IllegalArgumentException(
          "rate: " + perSecond + " (expected: requests in a second, > 0 and <= 1000000)");
    }
    requireWithin("duration", duration, Duration.ofMillis(1));
    requireWithin("warm-up", warmUp, Duration.ZERO);
    requireWithin("timeout", timeout, Duration.ofMillis(1));
    requireAtLeastOne("max-in-flight", maxInFlight);
    requireAtLeastOne("connections", connections);
  }

  private static void requireWithin(String name, Duration value, Duration least) {
    if (value.compareTo(least) < 0 || value.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          name + ": " + value.toMillis() + "ms (expected: from " + least.toMillis() + "ms to 24h)");
    }
  }

  private static void requireAtLeastOne(String name, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(name + ": " + value + " (expected: >= 1)");
    }
  }

  /**
   * So many requests may be open at once. Over HTTP/1.1 each needs a connection of its own: one more would wait for it, and
   * that would be a delay of the generator's.
   */
  int bound() {
    return http2 ? maxInFlight : Math.min(maxInFlight, connections);
  }

  long warmUpNanos() {
    return warmUp.toNanos();
  }

  /** When nothing is due any more, since the start. */
  long endNanos() {
    return warmUp.plus(duration).toNanos();
  }
}

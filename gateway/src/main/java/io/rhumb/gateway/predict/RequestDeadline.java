package io.rhumb.gateway.predict;

import io.rhumb.engine.DispatchPolicy;
import io.rhumb.gateway.config.Durations;
import io.vertx.core.MultiMap;
import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The deadline that a client asks for: {@code X-Server-Timeout}, in seconds, as Google's SDKs send it, or {@code x-rhumb-timeout},
 * with its unit, as in the configuration. The shortest counts, and can only shorten what the model grants.
 */
final class RequestDeadline {

  static final String SECONDS = "x-server-timeout";
  static final String WITH_UNIT = "x-rhumb-timeout";

  private static final Pattern NUMBER = Pattern.compile("\\d{1,9}(\\.\\d{1,9})?");

  private static final Duration LONGEST = Duration.ofNanos(Long.MAX_VALUE);

  private RequestDeadline() {}

  /**
   * The bounds of a request.
   *
   * @param headers its own
   * @return the bounds, or null if one of its headers makes no sense
   */
  static @Nullable DispatchPolicy apply(DispatchPolicy policy, MultiMap headers) {
    long asked = nanos(headers);
    return asked > 0 ? policy.within(asked) : null;
  }

  /** What a client asks for, in nanoseconds: {@link Long#MAX_VALUE} for nothing, 0 for what makes no sense. */
  static long nanos(MultiMap headers) {
    return Math.min(seconds(headers), withUnit(headers));
  }

  /** What is wrong with the headers of a request for which there are no bounds. */
  static GatewayError whyNone(MultiMap headers) {
    return GatewayError.badRequest(
        seconds(headers) > 0
            ? WITH_UNIT + ": not a duration (expected: with its unit, such as 1500ms, 2s or 1m)"
            : SECONDS + ": not a time (expected: seconds, such as 30 or 2.5)");
  }

  private static long seconds(MultiMap headers) {
    long least = Long.MAX_VALUE;
    if (headers.contains(SECONDS)) {
      for (String value : headers.getAll(SECONDS)) {
        least = Math.min(least, seconds(value));
      }
    }
    return least;
  }

  private static long withUnit(MultiMap headers) {
    long least = Long.MAX_VALUE;
    if (headers.contains(WITH_UNIT)) {
      for (String value : headers.getAll(WITH_UNIT)) {
        least = Math.min(least, withUnit(value));
      }
    }
    return least;
  }

  /** In nanoseconds; 0 if it makes no sense. */
  private static long seconds(String value) {
    return NUMBER.matcher(value).matches() ? (long) (Double.parseDouble(value) * 1e9) : 0;
  }

  private static long withUnit(String value) {
    return Durations.parse(value).map(RequestDeadline::nanos).orElse(0L);
  }

  /** A million hours fit into a duration, but not into nanoseconds. */
  private static long nanos(Duration duration) {
    return duration.compareTo(LONGEST) < 0 ? duration.toNanos() : Long.MAX_VALUE;
  }
}

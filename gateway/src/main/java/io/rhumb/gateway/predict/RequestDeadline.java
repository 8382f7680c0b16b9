package io.rhumb.gateway.predict;

import io.rhumb.engine.DispatchPolicy;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The deadline that a client asks for: {@code X-Server-Timeout}, in seconds, as Google's SDKs send it. It can only shorten what the
 * model grants.
 */
final class RequestDeadline {

  static final String HEADER = "x-server-timeout";

  private static final Pattern SECONDS = Pattern.compile("\\d{1,9}(\\.\\d{1,9})?");

  private RequestDeadline() {}

  /**
   * The bounds of a request.
   *
   * @param header what the client asks for; null if it does not
   * @return the bounds, or null if the header makes no sense
   */
  static @Nullable DispatchPolicy apply(DispatchPolicy policy, @Nullable String header) {
    if (header == null) {
      return policy;
    }
    if (!SECONDS.matcher(header).matches()) {
      return null;
    }
    long nanos = (long) (Double.parseDouble(header) * 1e9);
    return nanos > 0 ? policy.within(nanos) : null;
  }
}

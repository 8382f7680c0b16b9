package io.rhumb.gateway.upstream;

import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * For how long a target asks to be left alone: the {@code Retry-After} header in seconds or as a date (RFC 9110, section
 * 10.2.3), else the {@code retryDelay} of a google.rpc.RetryInfo in the body. All in nanoseconds, negative where it did not say.
 */
final class RetryHint {

  private static final long NONE = -1;
  private static final long MOST_SECONDS = Duration.ofDays(1).toSeconds();
  private static final Pattern SECONDS = Pattern.compile("\\d{1,9}");
  private static final Pattern RETRY_DELAY =
      Pattern.compile("\"retryDelay\"\\s*:\\s*\"(\\d{1,9})(?:\\.(\\d{1,9}))?s\"");

  private RetryHint() {}

  static long of(UpstreamAnswer answer, String body, long wallMillis) {
    long header = ofHeader(answer, wallMillis);
    return header >= 0 ? header : ofBody(body);
  }

  static long ofHeader(UpstreamAnswer answer, long wallMillis) {
    return parseHeader(answer.headers().get("retry-after"), wallMillis);
  }

  static long parseHeader(@Nullable String value, long wallMillis) {
    if (value == null) {
      return NONE;
    }
    String text = value.trim();
    return SECONDS.matcher(text).matches()
        ? ofSeconds(Long.parseLong(text))
        : ofDate(text, wallMillis);
  }

  static long ofBody(String body) {
    Matcher matcher = RETRY_DELAY.matcher(body);
    if (!matcher.find()) {
      return NONE;
    }
    String fraction = matcher.group(2) == null ? "" : matcher.group(2);
    long nanos = Long.parseLong((fraction + "000000000").substring(0, 9));
    return ofSeconds(Long.parseLong(matcher.group(1))) + nanos;
  }

  private static long ofSeconds(long seconds) {
    return Duration.ofSeconds(Math.min(seconds, MOST_SECONDS)).toNanos();
  }

  private static long ofDate(String text, long wallMillis) {
    try {
      long at = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
          .toInstant()
          .toEpochMilli();
      return ofSeconds(Math.max(0, at - wallMillis) / 1000);
    } catch (DateTimeParseException notADate) {
      return NONE;
    }
  }
}

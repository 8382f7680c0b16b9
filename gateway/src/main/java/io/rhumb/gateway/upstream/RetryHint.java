package io.rhumb.gateway.upstream;

import io.rhumb.gateway.grpc.GrpcRetryInfo;
import io.vertx.core.MultiMap;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * For how long a target asks to be left alone: the {@code Retry-After} header in seconds or as a date (RFC 9110, section
 * 10.2.3), else the {@code retryDelay} of a google.rpc.RetryInfo in the body or, over gRPC, in the details of the status. All in nanoseconds, a
 * day at the most, negative where it did not say.
 */
final class RetryHint {

  private static final long NONE = -1;
  private static final long MOST_NANOS = Duration.ofDays(1).toNanos();
  private static final Pattern SECONDS = Pattern.compile("\\d+");
  private static final Pattern RETRY_DELAY =
      Pattern.compile("\"retryDelay\"\\s*:\\s*\"(\\d+)(?:\\.(\\d+))?s\"");

  private RetryHint() {}

  static long of(UpstreamAnswer answer, String body, long wallMillis) {
    long header = ofHeader(answer, wallMillis);
    if (header >= 0) {
      return header;
    }
    MultiMap trailers = answer.trailers();
    return trailers == null ? ofBody(body) : ofGrpc(answer.headers(), trailers);
  }

  /** Where there is no message, all that would be behind it is in the headers. */
  private static long ofGrpc(MultiMap headers, MultiMap trailers) {
    long behind = GrpcRetryInfo.nanos(trailers.get(GrpcRetryInfo.HEADER));
    long nanos = behind >= 0 ? behind : GrpcRetryInfo.nanos(headers.get(GrpcRetryInfo.HEADER));
    return Math.min(MOST_NANOS, nanos);
  }

  static long ofHeader(UpstreamAnswer answer, long wallMillis) {
    return parseHeader(answer.headers().get("retry-after"), wallMillis);
  }

  static long parseHeader(@Nullable String value, long wallMillis) {
    if (value == null) {
      return NONE;
    }
    String text = value.trim();
    return SECONDS.matcher(text).matches() ? ofSeconds(text) : ofDate(text, wallMillis);
  }

  static long ofBody(String body) {
    Matcher matcher = RETRY_DELAY.matcher(body);
    if (!matcher.find()) {
      return NONE;
    }
    String fraction = matcher.group(2) == null ? "" : matcher.group(2);
    long nanos = Long.parseLong((fraction + "000000000").substring(0, 9));
    return Math.min(MOST_NANOS, ofSeconds(matcher.group(1)) + nanos);
  }

  private static long ofSeconds(String digits) {
    // A number of so many digits is beyond the bound, and may be beyond what can be parsed.
    boolean huge = digits.length() > 9;
    return bounded(TimeUnit.SECONDS, huge ? Long.MAX_VALUE : Long.parseLong(digits));
  }

  private static long bounded(TimeUnit unit, long amount) {
    return Math.min(MOST_NANOS, unit.toNanos(Math.max(0, amount)));
  }

  /** Compared before it is counted: the years may be more than a long holds in milliseconds. */
  private static long untilNanos(Instant at, Instant now) {
    if (at.isAfter(now.plusNanos(MOST_NANOS))) {
      return MOST_NANOS;
    }
    return at.isBefore(now) ? 0 : Duration.between(now, at).toNanos();
  }

  private static long ofDate(String text, long wallMillis) {
    try {
      Instant at =
          ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      return untilNanos(at, Instant.ofEpochMilli(wallMillis));
    } catch (DateTimeParseException notADate) {
      return NONE;
    }
  }
}

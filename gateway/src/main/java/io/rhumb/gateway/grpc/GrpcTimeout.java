package io.rhumb.gateway.grpc;

import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How long a call may take, as {@code grpc-timeout} says it: eight digits at the most, and a unit. */
public final class GrpcTimeout {

  /** The header. */
  public static final String HEADER = "grpc-timeout";

  private static final Pattern FORM = Pattern.compile("(\\d{1,8})([HMSmun])");
  private static final long MOST = 99_999_999;

  private GrpcTimeout() {}

  /** In nanoseconds; 0 if it makes no sense or leaves no time. */
  public static long nanos(String value) {
    Matcher matcher = FORM.matcher(value);
    return matcher.matches()
        ? unit(matcher.group(2).charAt(0)).toNanos(Long.parseLong(matcher.group(1)))
        : 0;
  }

  /** In milliseconds, or in seconds where these are too many; never 0. */
  public static String of(long nanos) {
    long millis = Math.max(1, nanos / 1_000_000);
    return millis <= MOST ? millis + "m" : Math.min(MOST, millis / 1_000) + "S";
  }

  private static TimeUnit unit(char letter) {
    return switch (letter) {
      case 'H' -> TimeUnit.HOURS;
      case 'M' -> TimeUnit.MINUTES;
      case 'S' -> TimeUnit.SECONDS;
      case 'm' -> TimeUnit.MILLISECONDS;
      case 'u' -> TimeUnit.MICROSECONDS;
      default -> TimeUnit.NANOSECONDS;
    };
  }
}

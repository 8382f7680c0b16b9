package io.rhumb.gateway.grpc;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * For how long a target asks to be left alone when it refuses a call: the google.rpc.RetryInfo among the details of a google.rpc.Status. What
 * cannot be read says nothing.
 *
 * @see <a href="https://github.com/googleapis/googleapis/blob/master/google/rpc/error_details.proto">google.rpc.RetryInfo</a>
 */
public final class GrpcRetryInfo {

  /** The header, or trailer, with the google.rpc.Status, in base64. */
  public static final String HEADER = "grpc-status-details-bin";

  private static final long NONE = -1;
  private static final String TYPE = "/google.rpc.RetryInfo";

  private static final int DETAILS_OF_STATUS = 3;
  private static final int TYPE_OF_ANY = 1;
  private static final int VALUE_OF_ANY = 2;
  private static final int DELAY_OF_RETRY_INFO = 1;
  private static final int SECONDS_OF_DURATION = 1;
  private static final int NANOS_OF_DURATION = 2;

  private GrpcRetryInfo() {}

  /**
   * In nanoseconds.
   *
   * @param details as they stand on the wire; null: there are none
   * @return negative if they do not say
   */
  public static long nanos(@Nullable String details) {
    byte[] status = details == null ? null : decoded(details);
    ProtoFields fields = status == null ? null : ProtoFields.of(status);
    while (fields != null && fields.next()) {
      ProtoFields detail = fields.is(DETAILS_OF_STATUS) ? fields.message() : null;
      long nanos = detail == null ? NONE : ofAny(detail);
      if (nanos >= 0) {
        return nanos;
      }
    }
    return NONE;
  }

  private static byte @Nullable [] decoded(String details) {
    try {
      return Base64.getDecoder().decode(details.strip().getBytes(StandardCharsets.ISO_8859_1));
    } catch (IllegalArgumentException noBase64) {
      return null;
    }
  }

  private static long ofAny(ProtoFields any) {
    boolean ours = false;
    ProtoFields value = null;
    while (any.next()) {
      if (any.is(TYPE_OF_ANY)) {
        ours = any.text().endsWith(TYPE);
      } else if (any.is(VALUE_OF_ANY)) {
        value = any.message();
      }
    }
    return ours && value != null ? ofRetryInfo(value) : NONE;
  }

  private static long ofRetryInfo(ProtoFields info) {
    long nanos = NONE;
    while (info.next()) {
      ProtoFields delay = info.is(DELAY_OF_RETRY_INFO) ? info.message() : null;
      nanos = delay == null ? nanos : ofDuration(delay);
    }
    return nanos;
  }

  private static long ofDuration(ProtoFields duration) {
    long seconds = 0;
    long nanos = 0;
    while (duration.next()) {
      if (duration.is(SECONDS_OF_DURATION)) {
        seconds = duration.number();
      } else if (duration.is(NANOS_OF_DURATION)) {
        nanos = duration.number();
      }
    }
    boolean sound = seconds >= 0 && nanos >= 0 && nanos < TimeUnit.SECONDS.toNanos(1);
    return sound ? sum(TimeUnit.SECONDS.toNanos(seconds), nanos) : NONE;
  }

  /** What does not fit is as much as fits. */
  private static long sum(long one, long other) {
    return other > Long.MAX_VALUE - one ? Long.MAX_VALUE : one + other;
  }
}

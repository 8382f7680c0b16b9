package io.rhumb.gateway.telemetry;

import io.vertx.core.MultiMap;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The place of a request in a distributed trace.
 *
 * @param traceId 32 lower-case hexadecimal digits, not all 0
 * @param spanId 16 lower-case hexadecimal digits, not all 0
 * @param sampled whether whoever began the trace wants it recorded
 */
public record TraceContext(String traceId, String spanId, boolean sampled) {

  /** The header of W3C. */
  public static final String HEADER = "traceparent";

  /** The older one of Google. */
  public static final String GOOGLE_HEADER = "x-cloud-trace-context";

  private static final int TRACE_DIGITS = 32;
  private static final int SPAN_DIGITS = 16;
  /** {@code 00-<trace>-<span>-<flags>}. */
  private static final int PARENT_LENGTH = 55;

  /** What the headers of a request say; null if neither is there, or makes sense. {@code traceparent} goes first. */
  public static @Nullable TraceContext of(MultiMap headers) {
    String parent = headers.get(HEADER);
    TraceContext found = parent == null ? null : ofParent(parent);
    if (found != null) {
      return found;
    }
    String google = headers.get(GOOGLE_HEADER);
    return google == null ? null : ofGoogle(google);
  }

  /**
   * Reads {@code traceparent}. A version that is not known yet may say more after what is known.
   *
   * @see <a href="https://www.w3.org/TR/trace-context/#traceparent-header">Trace Context, section 3.2</a>
   */
  static @Nullable TraceContext ofParent(String text) {
    if (text.length() < PARENT_LENGTH
        || !isHex(text, 0, 2)
        || text.startsWith("ff")
        || text.charAt(2) != '-'
        || text.charAt(35) != '-'
        || text.charAt(52) != '-'
        || !isHex(text, 53, PARENT_LENGTH)) {
      return null;
    }
    boolean more = text.length() > PARENT_LENGTH;
    if (more && (text.startsWith("00") || text.charAt(PARENT_LENGTH) != '-')) {
      return null;
    }
    boolean sampled = (Character.digit(text.charAt(54), 16) & 1) == 1;
    return of(text.substring(3, 35), text.substring(36, 52), sampled);
  }

  /**
   * Reads {@code X-Cloud-Trace-Context: TRACE/SPAN;o=1}, whose span is a decimal number.
   *
   * @see <a href="https://cloud.google.com/trace/docs/trace-context#legacy-http-header">Trace context, legacy header</a>
   */
  static @Nullable TraceContext ofGoogle(String text) {
    int slash = text.indexOf('/');
    if (slash != TRACE_DIGITS) {
      return null;
    }
    int end = text.indexOf(';', slash);
    try {
      long span = Long.parseUnsignedLong(text, slash + 1, end < 0 ? text.length() : end, 10);
      String hex = Long.toHexString(span);
      return of(
          text.substring(0, slash).toLowerCase(Locale.ROOT),
          "0".repeat(SPAN_DIGITS - hex.length()) + hex,
          end >= 0 && text.startsWith(";o=1", end));
    } catch (NumberFormatException noSpan) {
      return null;
    }
  }

  /** As {@code traceparent} has it. */
  public String parent() {
    return "00-" + traceId + "-" + spanId + (sampled ? "-01" : "-00");
  }

  private static @Nullable TraceContext of(String traceId, String spanId, boolean sampled) {
    return isId(traceId) && isId(spanId) ? new TraceContext(traceId, spanId, sampled) : null;
  }

  private static boolean isId(String text) {
    boolean zero = true;
    for (int i = 0; i < text.length(); i++) {
      zero &= text.charAt(i) == '0';
    }
    return !zero && isHex(text, 0, text.length());
  }

  /** In lower case: W3C has no other. */
  private static boolean isHex(String text, int from, int to) {
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      if (!((c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'))) {
        return false;
      }
    }
    return true;
  }
}

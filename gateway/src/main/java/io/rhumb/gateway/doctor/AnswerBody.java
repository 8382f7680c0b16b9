package io.rhumb.gateway.doctor;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The body of an answer, as far as it matters who wrote it.
 *
 * @param isObject whether it is a JSON object
 * @param isPage whether it is HTML
 * @param code the word of google.rpc.Code in the error envelope; null: it has no envelope
 * @param message the message there, on one line
 * @see <a href="https://google.aip.dev/193">the error envelope</a>
 */
record AnswerBody(boolean isObject, boolean isPage, @Nullable String code, String message) {

  /** Errors are short. A guess. */
  private static final int MOST_BYTES = 64 * 1024;

  private static final int MOST_LETTERS = 300;

  static AnswerBody of(Buffer bytes) {
    Buffer begin = bytes.length() > MOST_BYTES ? bytes.slice(0, MOST_BYTES) : bytes;
    Object value = json(bytes);
    // Streaming methods put it into a list.
    Object first = value instanceof JsonArray list && !list.isEmpty() ? list.getValue(0) : value;
    if (first instanceof JsonObject object
        && object.getValue("error") instanceof JsonObject error
        && error.getValue("status") instanceof String code) {
      return new AnswerBody(true, false, code, line(error.getValue("message")));
    }
    return new AnswerBody(value instanceof JsonObject, page(begin), null, "");
  }

  /** Whether Google's APIs would write it so. */
  boolean isEnvelope() {
    return code != null;
  }

  private static @Nullable Object json(Buffer bytes) {
    try {
      return Json.decodeValue(bytes);
    } catch (DecodeException none) {
      return null;
    }
  }

  private static boolean page(Buffer begin) {
    String text = begin.toString().stripLeading().toLowerCase(Locale.ROOT);
    return text.startsWith("<!doctype html") || text.startsWith("<html");
  }

  private static String line(@Nullable Object message) {
    String text = String.valueOf(message).strip().replaceAll("[\\s\\p{Cntrl}]+", " ");
    return text.length() <= MOST_LETTERS ? text : text.substring(0, MOST_LETTERS) + "…";
  }
}

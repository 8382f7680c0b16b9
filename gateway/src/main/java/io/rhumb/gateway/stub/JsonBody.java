package io.rhumb.gateway.stub;

import com.fasterxml.jackson.core.JacksonException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A request's body as a JSON object, and what Google's front end says if it is none or has the wrong fields. */
final class JsonBody {

  private JsonBody() {}

  /** The object, whatever its fields. */
  static JsonObject read(byte[] body) throws RefusedException {
    if (!new String(body, StandardCharsets.UTF_8).stripLeading().startsWith("{")) {
      throw invalid("Expected an object.");
    }
    try {
      return new JsonObject(Buffer.buffer(body));
    } catch (DecodeException e) {
      throw invalid(
          e.getCause() instanceof JacksonException cause
              ? cause.getOriginalMessage()
              : String.valueOf(e.getMessage()));
    }
  }

  /**
   * The object of a method that is defined by a protocol buffer: unknown fields are refused, and each field may be
   * written as it is defined too ({@code system_instruction}). Here their names are always {@code systemInstruction}.
   */
  static JsonObject read(byte[] body, Set<String> known) throws RefusedException {
    JsonObject json = new JsonObject();
    for (var field : read(body)) {
      String name = camelCase(field.getKey());
      if (!known.contains(name)) {
        throw unknown(field.getKey());
      }
      json.put(name, field.getValue());
    }
    return json;
  }

  static RefusedException unknown(String name) {
    return invalid("Unknown name \"" + name + "\": Cannot find field.");
  }

  static RefusedException invalid(String why) {
    return new RefusedException(400, "Invalid JSON payload received. " + why);
  }

  static RefusedException invalidValue(String field, @Nullable Object value) {
    return new RefusedException(400, "Invalid value at '" + field + "': " + value + ".");
  }

  /** A list that is not empty. */
  static JsonArray list(JsonObject json, String field) throws RefusedException {
    Object value = json.getValue(field);
    if (value instanceof JsonArray list && !list.isEmpty()) {
      return list;
    }
    throw value == null || value instanceof JsonArray ? missing(field) : invalidValue(field, value);
  }

  /** A text that is not empty. */
  static String text(JsonObject json, String field) throws RefusedException {
    Object value = json.getValue(field);
    if (value instanceof String text && !text.isEmpty()) {
      return text;
    }
    throw value == null || value instanceof String ? missing(field) : invalidValue(field, value);
  }

  /** A yes or no, where nothing means no. */
  static boolean flag(JsonObject json, String field) throws RefusedException {
    Object value = json.getValue(field);
    if (value == null || value instanceof Boolean) {
      return Boolean.TRUE.equals(value);
    }
    throw invalidValue(field, value);
  }

  private static RefusedException missing(String field) {
    return new RefusedException(400, "Required field is missing or empty: " + field + ".");
  }

  private static String camelCase(String name) {
    StringBuilder camel = new StringBuilder(name.length());
    for (int i = 0; i < name.length(); i++) {
      boolean next = name.charAt(i) == '_' && i > 0 && i + 1 < name.length();
      camel.append(next ? Character.toUpperCase(name.charAt(++i)) : name.charAt(i));
    }
    return camel.toString();
  }
}

package io.rhumb.gateway.stub;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Set;

/** Checks the contents of a generative request, in the words of Vertex, and counts their words. */
final class Contents {

  private static final String LEARN_MORE =
      " Learn more: https://cloud.google.com/vertex-ai/generative-ai/docs/model-reference/gemini";

  private static final Set<String> ROLES = Set.of("", "user", "model", "function");

  private Contents() {}

  /** How many tokens a conversation has, which here are words. */
  static int tokens(JsonObject request) throws RefusedException {
    JsonArray contents = listOf(request.getValue("contents"), "contents");
    if (contents.isEmpty()) {
      throw refused("at least one contents field is required.");
    }
    int tokens = 0;
    for (Object content : contents) {
      tokens += tokens(content);
    }
    return tokens;
  }

  /** How many tokens one content has. */
  static int tokens(Object content) throws RefusedException {
    if (!(content instanceof JsonObject object)) {
      throw JsonBody.invalidValue("contents", content);
    }
    Object role = object.getValue("role", "");
    if (role != null && !(role instanceof String text && ROLES.contains(text))) {
      throw new RefusedException(400, "Please use a valid role: user, model.");
    }
    JsonArray parts = listOf(object.getValue("parts"), "contents.parts");
    if (parts.isEmpty()) {
      throw refused("it must include at least one parts field, which describes the prompt input.");
    }
    int tokens = 0;
    for (Object part : parts) {
      tokens += words(part);
    }
    return tokens;
  }

  /** How many words a text has. */
  static int words(String text) {
    String stripped = text.strip();
    return stripped.isEmpty() ? 0 : stripped.split("\\s+").length;
  }

  /** A part that is no text, such as a picture, counts as one. */
  private static int words(Object part) throws RefusedException {
    if (!(part instanceof JsonObject object) || object.isEmpty()) {
      throw JsonBody.invalidValue("contents.parts", part);
    }
    return object.getValue("text") instanceof String text ? words(text) : 1;
  }

  /** Google's front end takes a single object for a list of one, as many of its examples have it. */
  private static JsonArray listOf(Object value, String field) throws RefusedException {
    if (value instanceof JsonArray list) {
      return list;
    }
    if (value instanceof JsonObject) {
      return new JsonArray().add(value);
    }
    if (value == null) {
      return new JsonArray();
    }
    throw JsonBody.invalidValue(field, value);
  }

  private static RefusedException refused(String why) {
    return new RefusedException(400, "Unable to submit request because " + why + LEARN_MORE);
  }
}

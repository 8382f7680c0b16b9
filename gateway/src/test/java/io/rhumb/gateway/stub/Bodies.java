package io.rhumb.gateway.stub;

import java.util.Map;

/** A flawless body for every method. */
final class Bodies {

  static final String GEMINI = "google/gemini-2.5-flash";

  static final String CONTENTS =
      "{\"contents\":[{\"role\":\"user\",\"parts\":[{\"text\":\"Count to five\"}]}]}";

  static final String CHAT =
      "{\"model\":\"google/gemini-2.5-flash\",\"messages\":[{\"role\":\"user\",\"content\":\"Count to five\"}]}";

  static final String PROMPT =
      "{\"model\":\"google/gemini-2.5-flash\",\"prompt\":\"Count to five\"}";

  static final String INPUT = "{\"model\":\"google/gemini-2.5-flash\",\"input\":\"Count to five\"}";

  static final String TENSORS = "{\"inputs\":[{\"dtype\":\"DOUBLE\",\"doubleVal\":[1.0]}]}";

  static final String INSTANCES = "{\"instances\":[[1.0],[2.0]]}";

  /** By what follows the resource in the path. */
  private static final Map<String, String> BODIES = Map.ofEntries(
      Map.entry("serverStreamingPredict", TENSORS),
      Map.entry("directPredict", TENSORS),
      Map.entry("directRawPredict", "{\"methodName\":\"m\",\"input\":\"AQID\"}"),
      Map.entry("generateContent", CONTENTS),
      Map.entry("streamGenerateContent", CONTENTS),
      Map.entry("countTokens", CONTENTS),
      Map.entry("computeTokens", CONTENTS),
      Map.entry("embedContent", "{\"content\":{\"parts\":[{\"text\":\"Count to five\"}]}}"),
      Map.entry("chat/completions", CHAT),
      Map.entry("completions", PROMPT),
      Map.entry("embeddings", INPUT),
      Map.entry("responses", INPUT));

  private Bodies() {}

  static String of(String method) {
    return BODIES.getOrDefault(method, INSTANCES);
  }
}

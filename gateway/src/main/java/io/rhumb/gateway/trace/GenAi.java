package io.rhumb.gateway.trace;

/** Names of OpenTelemetry's conventions for generative AI. */
final class GenAi {

  private GenAi() {}

  /** The well-known name of an operation, or the method's own where there is none. */
  static String operation(String method) {
    return switch (method) {
      case "chat/completions" -> "chat";
      case "completions" -> "text_completion";
      case "embeddings", "embedContent" -> "embeddings";
      case "generateContent", "streamGenerateContent" -> "generate_content";
      default -> method;
    };
  }
}

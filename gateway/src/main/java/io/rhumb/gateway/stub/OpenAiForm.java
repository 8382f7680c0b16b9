package io.rhumb.gateway.stub;

import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * How a completion looks, whole or a piece of it.
 *
 * @see <a href="https://platform.openai.com/docs/api-reference/chat/object">OpenAI's reference</a>
 */
enum OpenAiForm {
  /** Of {@code chat/completions}. */
  CHAT("chat.completion", "chat.completion.chunk") {
    @Override
    JsonObject whole(String text) {
      JsonObject message =
          new JsonObject().put("role", "assistant").put("content", text).putNull("refusal");
      return choice("stop").put("message", message);
    }

    @Override
    JsonObject piece(int index, String text, @Nullable String finish) {
      JsonObject delta = index == 0 ? new JsonObject().put("role", "assistant") : new JsonObject();
      return choice(finish).put("delta", delta.put("content", text));
    }
  },

  /** Of {@code completions}. */
  TEXT("text_completion", "text_completion") {
    @Override
    JsonObject whole(String text) {
      return choice("stop").put("text", text);
    }

    @Override
    JsonObject piece(int index, String text, @Nullable String finish) {
      return choice(finish).put("text", text);
    }
  };

  private final String object;
  private final String chunk;

  OpenAiForm(String object, String chunk) {
    this.object = object;
    this.chunk = chunk;
  }

  /** The type of a whole one. */
  String object() {
    return object;
  }

  /** The type of a piece. */
  String chunk() {
    return chunk;
  }

  /** The choice of a whole one. */
  abstract JsonObject whole(String text);

  /** The choice of a piece; all but the last have no reason to finish. */
  abstract JsonObject piece(int index, String text, @Nullable String finish);

  private static JsonObject choice(@Nullable String finish) {
    return new JsonObject().put("index", 0).putNull("logprobs").put("finish_reason", finish);
  }
}

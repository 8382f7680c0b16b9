package io.rhumb.gateway.stub;

import io.vertx.core.buffer.Buffer;

/** How the events of a stream are told apart. */
enum Framing {
  /** Google's server-sent events ({@code alt=sse}): lines end in CR LF, and the stream simply ends. */
  GOOGLE_EVENTS("text/event-stream") {
    @Override
    Buffer frame(int index, String json) {
      return Buffer.buffer("data: " + json + "\r\n\r\n");
    }
  },

  /** OpenAI's server-sent events, after the last of which the stream says so. */
  OPENAI_EVENTS("text/event-stream") {
    @Override
    Buffer frame(int index, String json) {
      return Buffer.buffer("data: " + json + "\n\n");
    }

    @Override
    String end() {
      return "data: [DONE]\n\n";
    }
  },

  /** One JSON array, an element at a time: a stream of Google's without {@code alt=sse}. */
  JSON_ARRAY("application/json; charset=UTF-8") {
    @Override
    Buffer frame(int index, String json) {
      return Buffer.buffer((index == 0 ? "[" : ",\r\n") + json + "\n");
    }

    @Override
    String end() {
      return "]";
    }
  };

  private final String contentType;

  Framing(String contentType) {
    this.contentType = contentType;
  }

  String contentType() {
    return contentType;
  }

  /** One event with all that belongs to it. */
  abstract Buffer frame(int index, String json);

  /** What follows the last event. */
  String end() {
    return "";
  }
}

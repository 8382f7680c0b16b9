package io.rhumb.gateway.faults;

import java.util.Locale;

/** How clients ask, and what they have to get. */
enum Mode {
  /** For predictions, which come at once. */
  UNARY("/predict/%s", "{\"instances\":[[1.0],[2.0],[3.0]]}", "success") {
    @Override
    boolean isWhole(String body) {
      return body.contains("\"predictions\":[1.0,2.0,3.0]");
    }
  },

  /** For a chat, whose answer comes as a stream of events: of what streams, only that has a mark at its end. */
  STREAM(
      "/v1/projects/p/locations/l/endpoints/%s/chat/completions",
      "{\"messages\":[{\"role\":\"user\",\"content\":\"count\"}],\"stream\":true}", "running") {
    @Override
    boolean isWhole(String body) {
      return Chat.text(body).equals(Chat.WHOLE) && body.endsWith(Chat.END);
    }
  };

  private final String path;
  private final String body;
  private final String won;

  Mode(String path, String body, String won) {
    this.path = path;
    this.body = body;
    this.won = won;
  }

  String path(String model) {
    return path.formatted(model);
  }

  String body() {
    return body;
  }

  /** What the headers say of the attempt that answers: those of a stream are out before it has ended. */
  String won() {
    return won;
  }

  /** Whether this is all that was to come, in its order. */
  abstract boolean isWhole(String body);

  /** For names. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}

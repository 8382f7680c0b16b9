package io.rhumb.gateway.console;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;

/** Events in the format of the HTML standard, section 9.2.6. */
final class ServerSentEvent {

  private ServerSentEvent() {}

  /**
   * One event. JSON as it is encoded here has no line breaks, so it is one line of data.
   *
   * @param id comes back in {@code Last-Event-ID}
   */
  static Buffer of(String name, String id, JsonObject data) {
    return Buffer.buffer("event: " + name + "\nid: " + id + "\ndata: ")
        .appendBuffer(data.toBuffer())
        .appendString("\n\n");
  }
}

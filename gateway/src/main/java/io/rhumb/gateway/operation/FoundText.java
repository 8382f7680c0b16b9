package io.rhumb.gateway.operation;

import io.vertx.core.buffer.Buffer;

/** A text that was found in a body, and where. */
interface FoundText {

  /** What it says. */
  String text();

  /**
   * The body with another text in its place, and nothing else changed; what can be is shared.
   *
   * @param body in which it was found
   * @param other without what the format would have to escape
   */
  Buffer replaced(Buffer body, String other);
}

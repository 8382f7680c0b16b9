package io.rhumb.strategy.builtin;

import io.rhumb.strategy.RouteRequest;
import java.util.OptionalLong;

/** What requests have to share to go to the same target. */
@FunctionalInterface
interface StickyKey {

  /** A hash of it, the same in every process; empty if the request has none. */
  OptionalLong of(RouteRequest request);

  /** The value of a header. */
  static StickyKey header(String name) {
    return request -> {
      String value = request.header(name).orElse("");
      return value.isBlank() ? OptionalLong.empty() : OptionalLong.of(Rendezvous.hash(value));
    };
  }

  /** So many bytes from the beginning of the body: where prompts begin alike, a target may have worked on the beginning already. */
  static StickyKey body(int bytes) {
    return request -> {
      byte[] start = request.bodyStart(bytes);
      return start.length == 0 ? OptionalLong.empty() : OptionalLong.of(Rendezvous.hash(start));
    };
  }
}

package io.rhumb.gateway.stub;

import java.time.Duration;

/** Something that goes wrong with a {@link MetadataStub}. */
public sealed interface MetadataFault {

  /** Every request is answered 503. */
  record Unavailable() implements MetadataFault {}

  /** Nobody listens, and live connections are closed. */
  record Refuse() implements MetadataFault {}

  /**
   * Every answer comes later.
   *
   * @param latency how much later
   */
  record Slow(Duration latency) implements MetadataFault {}

  /** Answers wait for {@link MetadataStub#release} or {@link MetadataStub#heal}. */
  record Hold() implements MetadataFault {}

  /** Every request is answered 200 with a page of HTML, as captive portals do. */
  record Garbage() implements MetadataFault {}
}

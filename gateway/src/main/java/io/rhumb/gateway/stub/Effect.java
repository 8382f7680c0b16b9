package io.rhumb.gateway.stub;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What a {@link Fault} does. */
public sealed interface Effect {

  /**
   * An answer with another status.
   *
   * @param status 200 to 599
   * @param retryAfter seconds for the Retry-After header, or null for none
   * @param message the message in the error envelope, or null for a usual one
   * @param body the whole body instead of the error envelope, or null; sent as JSON if it begins with a brace, else as text
   */
  record Status(
      int status, @Nullable Integer retryAfter, @Nullable String message, @Nullable String body)
      implements Effect {

    /** Refuses what is no status. */
    public Status {
      if (status < 200 || status > 599) {
        throw new InvalidFaultException("fault.status", status, "an integer from 200 to 599");
      }
      if (retryAfter != null && retryAfter < 0) {
        throw new InvalidFaultException("fault.retryAfter", retryAfter, "seconds, zero or more");
      }
    }
  }

  /**
   * The usual answer, but later; no slot is held meanwhile.
   *
   * @param latency how much later
   */
  record Latency(Duration latency) implements Effect {

    /** Refuses to go back in time. */
    public Latency {
      positive(latency);
    }
  }

  /** The request is read, then the connection is reset, all HTTP/2 streams on it too. */
  record Reset() implements Effect {}

  /** The request is read, and nothing more happens. */
  record Blackhole() implements Effect {}

  /**
   * Connections are refused: nobody listens and the live connections are closed. With a share below 1 that share of new
   * connections is reset right after it was accepted.
   */
  record Refuse() implements Effect {}

  /**
   * A part of the body comes, then the connection (or the HTTP/2 stream) is closed. The head has promised the whole.
   *
   * @param after how much comes before
   */
  record Truncate(Extent after) implements Effect {}

  /**
   * A part of the body comes, and nothing more. The head has promised the whole.
   *
   * @param after how much comes before
   */
  record Stall(Extent after) implements Effect {}

  /**
   * The head at once, the body in small pieces; of a stream, the events.
   *
   * @param duration over how long
   */
  record SlowBody(Duration duration) implements Effect {

    /** Refuses to go back in time. */
    public SlowBody {
      positive(duration);
    }
  }

  /**
   * The head promises chunks, half of the body comes in one, then something that is no chunk, and nothing more. On HTTP/2, which
   * has no chunks, the same as {@link Truncate}.
   */
  record BadChunk() implements Effect {}

  /**
   * A stream whose last event does not say so, and after which no end marker comes, but which ends cleanly. Only
   * streams have one.
   */
  record NoEnd() implements Effect {}

  /**
   * The head at once, but the body, or the first event, later than usual.
   *
   * @param latency how much later
   */
  record LateFirstByte(Duration latency) implements Effect {

    /** Refuses to go back in time. */
    public LateFirstByte {
      positive(latency);
    }
  }

  private static void positive(Duration duration) {
    if (duration.toMillis() < 1) {
      throw new InvalidFaultException("fault.millis", duration.toMillis(), "an integer, 1 or more");
    }
  }
}

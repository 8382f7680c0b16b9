package io.rhumb.gateway.stub;

import io.vertx.core.json.JsonObject;
import java.time.Duration;

/**
 * Something that goes wrong in a region. It strikes only requests that a healthy stub would have answered 200, and, for
 * {@link Effect.Refuse}, connections.
 *
 * @param effect what goes wrong
 * @param share of how many of them, drawn at random; above 0 and at most 1
 */
public record Fault(Effect effect, double share) {

  /** Refuses a share that is none. */
  public Fault {
    if (!(share > 0 && share <= 1)) {
      throw new InvalidFaultException("fault.share", share, "a number above 0 and at most 1");
    }
  }

  /** Answers with this status and the error envelope. */
  public static Fault status(int status) {
    return new Fault(new Effect.Status(status, null, null, null), 1);
  }

  /** Answers with this status, the error envelope and a Retry-After of so many seconds. */
  public static Fault status(int status, int retryAfter) {
    return new Fault(new Effect.Status(status, retryAfter, null, null), 1);
  }

  /** Answers later. */
  public static Fault latency(Duration latency) {
    return new Fault(new Effect.Latency(latency), 1);
  }

  /** Reads the request, then resets the connection. */
  public static Fault reset() {
    return new Fault(new Effect.Reset(), 1);
  }

  /** Reads the request and never answers. */
  public static Fault blackhole() {
    return new Fault(new Effect.Blackhole(), 1);
  }

  /** Nobody listens any more. */
  public static Fault refuse() {
    return new Fault(new Effect.Refuse(), 1);
  }

  /** Sends half of the body, then closes. */
  public static Fault truncate() {
    return truncate(Extent.HALF);
  }

  /** Sends so much of the body, then closes. */
  public static Fault truncate(Extent after) {
    return new Fault(new Effect.Truncate(after), 1);
  }

  /** Sends half of the body, then nothing more. */
  public static Fault stall() {
    return stall(Extent.HALF);
  }

  /** Sends so much of the body, then nothing more. */
  public static Fault stall(Extent after) {
    return new Fault(new Effect.Stall(after), 1);
  }

  /** Ends streams without their end marker. */
  public static Fault noEnd() {
    return new Fault(new Effect.NoEnd(), 1);
  }

  /** Sends the head at once, the body so much later. */
  public static Fault lateFirstByte(Duration latency) {
    return new Fault(new Effect.LateFirstByte(latency), 1);
  }

  /** Sends the body bit by bit over so long. */
  public static Fault slowBody(Duration duration) {
    return new Fault(new Effect.SlowBody(duration), 1);
  }

  /** Sends half of the body in chunks, then breaks their encoding. */
  public static Fault badChunk() {
    return new Fault(new Effect.BadChunk(), 1);
  }

  /** The same for this share of requests or connections. */
  public Fault withShare(double newShare) {
    return new Fault(effect, newShare);
  }

  /**
   * Reads the form that the control API takes, such as {@code {"kind":"status","status":503,"share":0.1}}.
   *
   * @param json the fault; unknown keys and kinds are refused
   * @return the fault
   * @throws InvalidFaultException if it is none; the message says what was expected
   */
  public static Fault parse(JsonObject json) {
    return FaultFormat.read(json);
  }

  /** What {@link #parse} reads. */
  public JsonObject toJson() {
    return FaultFormat.write(this);
  }
}

package io.rhumb.engine;

import io.rhumb.strategy.AttemptKind;
import io.rhumb.strategy.AttemptRecord;
import io.rhumb.strategy.AttemptResult;
import org.jspecify.annotations.Nullable;

/**
 * One upstream call of a request. Changed only by its {@link Dispatch}, on the thread of its request; once it has ended it
 * changes no more.
 */
public final class Attempt implements AttemptRecord {

  private final int index;
  private final Target target;
  private final AttemptKind kind;
  private final Extra extra;
  private final String reason;
  private Permit permit;
  private final long startNanos;
  private final long endsByNanos;
  private long firstByteAtNanos = -1;
  private long endNanos;
  private boolean committed;
  private @Nullable Outcome outcome;

  Attempt(
      int index,
      Target target,
      AttemptKind kind,
      Extra extra,
      String reason,
      Permit permit,
      long startNanos,
      long endsByNanos) {
    this.index = index;
    this.target = target;
    this.kind = kind;
    this.extra = extra;
    this.reason = reason;
    this.permit = permit;
    this.startNanos = startNanos;
    this.endsByNanos = endsByNanos;
  }

  /** Its place among the attempts of its request, from 0. */
  public int index() {
    return index;
  }

  /** Whom it calls. */
  public Target destination() {
    return target;
  }

  @Override
  public String target() {
    return target.id();
  }

  @Override
  public AttemptKind kind() {
    return kind;
  }

  Extra extra() {
    return extra;
  }

  /** Why the plan named this target. */
  public String reason() {
    return reason;
  }

  /** When it started. */
  public long startNanos() {
    return startNanos;
  }

  /** When it must have ended. */
  public long endsByNanos() {
    return endsByNanos;
  }

  /** How it ended; null while it runs. */
  public @Nullable Outcome outcome() {
    return outcome;
  }

  @Override
  public AttemptResult result() {
    return outcome == null ? AttemptResult.IGNORED : outcome.result();
  }

  /** {@inheritDoc} Zero while it runs. */
  @Override
  public long elapsedNanos() {
    return running() ? 0 : endNanos - startNanos;
  }

  /** How long it may take. */
  long boundNanos() {
    return endsByNanos - startNanos;
  }

  /** The time to the first byte of the body; all of the time if there was none. */
  public long firstByteNanos() {
    return firstByteAtNanos < 0 ? elapsedNanos() : firstByteAtNanos - startNanos;
  }

  /** Notes that the first byte of the body came. Later calls change nothing, nor does one after the end. */
  public void firstByte(long nowNanos) {
    if (firstByteAtNanos < 0 && running()) {
      firstByteAtNanos = nowNanos;
    }
  }

  Permit permit() {
    return permit;
  }

  boolean running() {
    return outcome == null;
  }

  /** Whether its answer goes to the client as it comes. */
  boolean committed() {
    return committed;
  }

  void commit(long nowNanos) {
    firstByte(nowNanos);
    committed = true;
    permit = permit.begun(nowNanos);
    target.committed(this, nowNanos);
  }

  void end(Outcome how, long hintNanos, long nowNanos) {
    outcome = how;
    endNanos = nowNanos;
    if (committed) {
      target.streamEnded(this, how, nowNanos);
    } else {
      target.ended(this, how, hintNanos, nowNanos);
    }
  }
}

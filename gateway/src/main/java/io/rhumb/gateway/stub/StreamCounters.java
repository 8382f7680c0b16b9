package io.rhumb.gateway.stub;

import io.vertx.core.json.JsonObject;
import java.util.concurrent.atomic.LongAdder;

/**
 * What became of the streams of a {@link RegionalStub}, which {@link Counters} counts as requests too. Every stream
 * ends exactly once: finished, broken or cancelled. Thread-safe.
 */
public final class StreamCounters {

  private final LongAdder begun = new LongAdder();
  private final LongAdder finished = new LongAdder();
  private final LongAdder broken = new LongAdder();
  private final LongAdder cancelled = new LongAdder();
  private final LongAdder events = new LongAdder();
  private final Runnable changed;

  StreamCounters(Runnable changed) {
    this.changed = changed;
  }

  /** Streams whose head was sent. */
  public long begun() {
    return begun.sum();
  }

  /** Streams that ended cleanly. */
  public long finished() {
    return finished.sum();
  }

  /** Streams that the stub itself cut off, since a fault said so or since it was stopped. */
  public long broken() {
    return broken.sum();
  }

  /** Streams whose client went away before their end. */
  public long cancelled() {
    return cancelled.sum();
  }

  /** Whole events that were sent, of all streams. */
  public long events() {
    return events.sum();
  }

  JsonObject toJson() {
    return new JsonObject()
        .put("begun", begun())
        .put("finished", finished())
        .put("broken", broken())
        .put("cancelled", cancelled())
        .put("events", events());
  }

  void reset() {
    begun.reset();
    finished.reset();
    broken.reset();
    cancelled.reset();
    events.reset();
  }

  void streamBegan() {
    count(begun);
  }

  void eventSent() {
    count(events);
  }

  // How one ends is told by the request's end, which follows: whoever
  // waits for the one figure sees the other too.

  void streamFinished() {
    finished.increment();
  }

  void streamBroken() {
    broken.increment();
  }

  void streamCancelled() {
    cancelled.increment();
  }

  private void count(LongAdder adder) {
    adder.increment();
    changed.run();
  }
}

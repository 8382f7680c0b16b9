package io.rhumb.gateway.stub;

import org.jspecify.annotations.Nullable;

/**
 * How a stream goes, as its region and perhaps a fault have it.
 *
 * @param late milliseconds that the first event is late
 * @param interval milliseconds from one event to the next
 * @param extent how much comes; null: all
 * @param ending what comes after that
 */
record Course(long late, long interval, @Nullable Extent extent, Ending ending) {

  /** How it ends. */
  enum Ending {
    /** With its end marker. */
    CLEAN,
    /** As if it were whole, but without the marker. */
    UNMARKED,
    /** The connection, or the HTTP/2 stream, is closed. */
    CUT,
    /** By something that is no chunk. */
    BAD_CHUNK,
    /** Not at all. */
    NEVER
  }

  /** The course of a stream with so many events. */
  static Course of(StreamProfile profile, int events, @Nullable Effect effect) {
    long interval = profile.interval().toMillis();
    if (effect instanceof Effect.Truncate truncate) {
      return new Course(0, interval, truncate.after(), Ending.CUT);
    }
    if (effect instanceof Effect.Stall stall) {
      return new Course(0, interval, stall.after(), Ending.NEVER);
    }
    if (effect instanceof Effect.BadChunk) {
      return new Course(0, interval, Extent.HALF, Ending.BAD_CHUNK);
    }
    if (effect instanceof Effect.NoEnd) {
      return new Course(0, interval, null, Ending.UNMARKED);
    }
    if (effect instanceof Effect.LateFirstByte late) {
      return new Course(late.latency().toMillis(), interval, null, Ending.CLEAN);
    }
    if (effect instanceof Effect.SlowBody slow) {
      // The first after one interval, the last at the end of the time.
      long slowly = Math.max(1, slow.duration().toMillis() / events);
      return new Course(slowly, slowly, null, Ending.CLEAN);
    }
    return new Course(0, interval, null, Ending.CLEAN);
  }

  /** How many of so many events come, the last of them perhaps not in full. */
  int eventsOf(int size) {
    return extent == null ? size : extent.ofEvents(size);
  }

  /** How many bytes come. */
  long bytes() {
    return extent == null ? Long.MAX_VALUE : extent.ofStream();
  }
}

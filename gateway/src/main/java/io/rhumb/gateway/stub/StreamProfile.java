package io.rhumb.gateway.stub;

import java.time.Duration;

/**
 * How a region streams. The first event follows the head after the service time of the {@link ServiceProfile}.
 *
 * @param events how many events a stream has, and how many words a generated text
 * @param interval how long after one event the next one comes; zero: as fast as the client reads
 * @param eventBytes about how long an event is, by means of blanks in its JSON; zero: as short as it can be
 * @param timed whether the events of a model's own server say when they were sent: {@code sentMicros}, microseconds since 1970.
 *     Those of Google and OpenAI have a form that leaves no room for it
 */
public record StreamProfile(int events, Duration interval, int eventBytes, boolean timed) {

  /** Five short events without a pause. */
  public static final StreamProfile USUAL = new StreamProfile(5, Duration.ZERO, 0, false);

  private static final int MAX_EVENTS = 1_000_000;
  private static final int MAX_EVENT_BYTES = 1 << 20;

  /** Refuses figures out of range. */
  public StreamProfile {
    check("events", events, events >= 1 && events <= MAX_EVENTS, "1 to " + MAX_EVENTS);
    check("interval", interval, !interval.isNegative(), "zero or more");
    check(
        "eventBytes",
        eventBytes,
        eventBytes >= 0 && eventBytes <= MAX_EVENT_BYTES,
        "0 to " + MAX_EVENT_BYTES);
  }

  /** The same with so many events. */
  public StreamProfile withEvents(int newEvents) {
    return new StreamProfile(newEvents, interval, eventBytes, timed);
  }

  /** The same with another pause between two events. */
  public StreamProfile withInterval(Duration newInterval) {
    return new StreamProfile(events, newInterval, eventBytes, timed);
  }

  /** The same with events of about so many bytes. */
  public StreamProfile withEventBytes(int newEventBytes) {
    return new StreamProfile(events, interval, newEventBytes, timed);
  }

  /** The same with events that say when they were sent, or not. */
  public StreamProfile withTimes(boolean newTimed) {
    return new StreamProfile(events, interval, eventBytes, newTimed);
  }

  private static void check(String name, Object value, boolean good, String expected) {
    if (!good) {
      throw new IllegalArgumentException(name + ": " + value + " (expected: " + expected + ")");
    }
  }
}

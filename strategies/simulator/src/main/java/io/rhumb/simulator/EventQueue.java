package io.rhumb.simulator;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What will happen, in the order of time; of events for the same instant, the one scheduled first comes first, so
 * that a run is determined. A binary heap over plain arrays: nothing is allocated per event.
 */
final class EventQueue {

  private long[] times = new long[1024];
  private long[] numbers = new long[1024];
  private @Nullable Event[] events = new Event[1024];
  private int size;
  private long scheduled;
  private long nowNanos;

  /** The instant of the event that fired last; 0 at first. */
  long nowNanos() {
    return nowNanos;
  }

  /** How many events wait. */
  int size() {
    return size;
  }

  /**
   * Schedules an event.
   *
   * @param atNanos when; the past becomes now
   */
  void at(long atNanos, Event event) {
    if (size == times.length) {
      grow();
    }
    up(size++, Math.max(atNanos, nowNanos), scheduled++, event);
  }

  /** Fires the next event; false if there is none. */
  boolean fireNext() {
    Event next = events[0];
    if (size == 0 || next == null) {
      return false;
    }
    nowNanos = times[0];
    removeFirst();
    next.fire(nowNanos);
    return true;
  }

  private void removeFirst() {
    size--;
    long time = times[size];
    long number = numbers[size];
    Event last = events[size];
    events[size] = null;
    if (size > 0 && last != null) {
      down(time, number, last);
    }
  }

  private void up(int from, long time, long number, Event event) {
    int hole = from;
    while (hole > 0) {
      int parent = (hole - 1) >>> 1;
      if (!before(time, number, parent)) {
        break;
      }
      move(parent, hole);
      hole = parent;
    }
    put(hole, time, number, event);
  }

  private void down(long time, long number, Event event) {
    int hole = 0;
    while (2 * hole + 1 < size) {
      int child = 2 * hole + 1;
      if (child + 1 < size && before(times[child + 1], numbers[child + 1], child)) {
        child++;
      }
      if (before(time, number, child)) {
        break;
      }
      move(child, hole);
      hole = child;
    }
    put(hole, time, number, event);
  }

  private boolean before(long time, long number, int other) {
    return time < times[other] || (time == times[other] && number < numbers[other]);
  }

  private void move(int from, int to) {
    times[to] = times[from];
    numbers[to] = numbers[from];
    events[to] = events[from];
  }

  private void put(int at, long time, long number, Event event) {
    times[at] = time;
    numbers[at] = number;
    events[at] = event;
  }

  private void grow() {
    times = Arrays.copyOf(times, 2 * size);
    numbers = Arrays.copyOf(numbers, 2 * size);
    events = Arrays.copyOf(events, 2 * size);
  }
}

package io.rhumb.gateway.credential;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.PriorityQueue;

/** A wall clock and its timers, both moved by hand. */
final class ManualTime implements InstantSource, Timers {

  private record Task(long at, Runnable body) {}

  private final PriorityQueue<Task> tasks = new PriorityQueue<>(Comparator.comparingLong(Task::at));
  private long now;
  private long timersNow;

  /** Starts now, since google-auth-library reckons with the system's clock. */
  ManualTime() {
    now = System.currentTimeMillis();
    timersNow = now;
  }

  @Override
  public synchronized Instant instant() {
    return Instant.ofEpochMilli(now);
  }

  @Override
  public synchronized Timer after(long delayMillis, Runnable body) {
    Task task = new Task(timersNow + delayMillis, body);
    tasks.add(task);
    return () -> cancel(task);
  }

  /** Time passes, and what is due meanwhile runs in its order. */
  void advance(Duration by) {
    long end = timersNow + by.toMillis();
    for (Task next = takeBefore(end); next != null; next = takeBefore(end)) {
      next.body().run();
    }
    moveTo(end);
  }

  /** The wall clock alone moves, forth or back: timers stand still. */
  synchronized void setClock(Duration by) {
    now += by.toMillis();
  }

  private synchronized Task takeBefore(long end) {
    if (tasks.isEmpty() || tasks.peek().at() > end) {
      return null;
    }
    Task next = tasks.remove();
    moveTo(Math.max(timersNow, next.at()));
    return next;
  }

  private synchronized void moveTo(long time) {
    now += time - timersNow;
    timersNow = time;
  }

  private synchronized void cancel(Task task) {
    tasks.removeIf(t -> t == task);
  }

  synchronized int pending() {
    return tasks.size();
  }
}

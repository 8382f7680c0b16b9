package io.rhumb.rehearsal.traffic;

import io.rhumb.rehearsal.stage.Region;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** Takes down what becomes of requests. Thread-safe. */
final class Notes {

  private final Queue<Sample> samples = new ConcurrentLinkedQueue<>();
  private final AtomicInteger open = new AtomicInteger();

  /** Asks, and writes down what comes. */
  void ask(Client client, Region region, String model, long dueNanos) {
    open.incrementAndGet();
    client.ask(model).whenComplete((answer, failure) -> {
      Answer got = failure == null ? answer : Answer.none(String.valueOf(failure));
      long latency = System.nanoTime() - dueNanos;
      samples.add(new Sample(client.name(), region, dueNanos, latency, got));
      open.decrementAndGet();
    });
  }

  /** Requests without an answer yet. */
  int open() {
    return open.get();
  }

  List<Sample> samples() {
    return List.copyOf(samples);
  }
}

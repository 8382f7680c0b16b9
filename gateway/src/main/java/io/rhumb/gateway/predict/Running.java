package io.rhumb.gateway.predict;

import java.util.concurrent.atomic.LongAdder;

/** Counts the requests that are on their way over a model's targets. Thread-safe, without contention. */
public final class Running {

  private final LongAdder requests = new LongAdder();

  void began() {
    requests.increment();
  }

  void ended() {
    requests.decrement();
  }

  /** Whether there is none. Exact once none can begin any more. */
  public boolean idle() {
    return requests.sum() == 0;
  }
}

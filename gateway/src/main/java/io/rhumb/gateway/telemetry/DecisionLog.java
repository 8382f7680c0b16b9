package io.rhumb.gateway.telemetry;

import io.vertx.core.http.HttpServerRequest;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Predicate;

/**
 * Keeps the last thousand requests, for whoever wants to know what became of them and why. Thread-safe; writing never waits, so that two
 * requests that end at the same moment may be seen out of order.
 */
public final class DecisionLog implements RequestListener {

  /** Of those that are asked for by a filter, some hundred should be among them. A guess. */
  static final int KEPT = 1_000;

  private final InstantSource clock;
  private final AtomicReferenceArray<Decision> ring = new AtomicReferenceArray<>(KEPT);
  private final AtomicLong next = new AtomicLong();

  /** Empty. */
  public DecisionLog(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public void onEnd(RequestRecord record, HttpServerRequest request) {
    add(record);
  }

  void add(RequestRecord record) {
    long number = next.getAndIncrement();
    ring.set((int) (number % KEPT), new Decision(number, clock.millis(), record));
  }

  /** How many requests there have been: the number of the next. */
  public long count() {
    return next.get();
  }

  /**
   * The last of them, the latest first.
   *
   * @param from the number of the first that counts
   * @param wanted which of them count
   * @param most how many are wanted at the most
   */
  public List<Decision> last(long from, Predicate<RequestRecord> wanted, int most) {
    List<Decision> found = new ArrayList<>(Math.min(most, KEPT));
    long end = next.get();
    for (long number = end - 1; number >= Math.max(from, end - KEPT); number--) {
      Decision decision = ring.get((int) (number % KEPT));
      // Its place may be taken by a later one meanwhile, or be
      // about to be filled.
      boolean counts =
          decision != null && decision.number() == number && wanted.test(decision.record());
      if (counts && found.size() < most) {
        found.add(decision);
      }
    }
    return found;
  }
}

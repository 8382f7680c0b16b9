package io.rhumb.strategy.builtin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Deque;

/** Checks, at every hedge, the ten seconds that end with it: any other ten seconds have fewer hedges, or more requests. */
final class Windows {

  private static final long WINDOW_NANOS = 10_000_000_000L;

  private final double share;
  private final Deque<Long> requests = new ArrayDeque<>();
  private final Deque<Long> hedges = new ArrayDeque<>();
  private int busiest;
  private int started;

  Windows(double share) {
    this.share = share;
  }

  void request(long nowNanos) {
    requests.add(nowNanos);
    forget(requests, nowNanos);
    busiest = Math.max(busiest, requests.size());
  }

  void hedge(long nowNanos) {
    started++;
    hedges.add(nowNanos);
    forget(hedges, nowNanos);
    forget(requests, nowNanos);
    assertThat((double) hedges.size())
        .isLessThanOrEqualTo(share * requests.size() + Math.max(3, share * busiest) + 1e-6);
  }

  int hedges() {
    return started;
  }

  private static void forget(Deque<Long> times, long nowNanos) {
    while (!times.isEmpty() && times.peek() <= nowNanos - WINDOW_NANOS) {
      times.remove();
    }
  }
}

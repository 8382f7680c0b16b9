package io.rhumb.rehearsal.traffic;

import io.rhumb.rehearsal.stage.Region;

/**
 * What became of one request.
 *
 * @param client which client asked
 * @param region where it is
 * @param dueNanos when it was to be sent, of {@link System#nanoTime()}
 * @param latencyNanos from then until the answer was whole
 * @param answer what came
 */
public record Sample(
    String client, Region region, long dueNanos, long latencyNanos, Answer answer) {

  /** When its answer was there. */
  public long endNanos() {
    return dueNanos + latencyNanos;
  }

  /** The same in milliseconds. */
  public double latencyMillis() {
    return latencyNanos / 1e6;
  }

  /** Whether it was answered, and rightly. */
  public boolean good() {
    return answer.problem().isEmpty();
  }
}

package io.rhumb.gateway.load;

import java.util.Map;
import java.util.Set;

/**
 * The figures of a run, without its warm-up. Times are in nanoseconds and count from when a request was due.
 *
 * @param dueForNanos for how long requests were due: as planned, or less if it was stopped
 * @param elapsedNanos the same, or until the last answer if that came later
 * @param latency until the answer was whole, of those with 2xx
 * @param firstByte until the first byte of its body, of the same
 * @param lag how long after it was due the generator came to each request that it sent, over HTTP/2 with a stream for it; in the other figures too
 * @param outcomes how requests ended: by status, or in words where there was no answer
 * @param targets answers by {@code x-rhumb-target}
 * @param attempts answers by the number of attempts in {@code x-rhumb-attempts}
 * @param details of each outcome that is a failure, one
 * @param protocols versions of HTTP that answers came over
 */
public record LoadReport(
    LoadPlan plan,
    long dueForNanos,
    long elapsedNanos,
    Counts counts,
    Spread latency,
    Spread firstByte,
    Spread lag,
    Map<String, Spread> outcomes,
    Map<String, Spread> targets,
    Map<String, Spread> attempts,
    Map<String, String> details,
    Set<String> protocols) {

  /** The generator's own lag is more than this of what it measured: a guess at what nobody would call a rounding error. */
  private static final double DOUBTFUL_SHARE = 0.1;

  /** No machine that does something else too keeps time better than that; a guess. */
  private static final long HARMLESS_NANOS = 1_000_000;

  /**
   * Requests.
   *
   * @param due all of them; the sum of those that were sent and of {@code notSent}
   * @param notSent since too many were in flight
   * @param unfinished on their way when the run was stopped
   * @param answered wholly, with whatever status
   * @param good those of them with 2xx
   * @param warmUp due before the run proper, and not in {@code due}
   * @param warmUpBad those of them that did not end with 2xx
   * @param mostInFlight at once
   */
  public record Counts(
      long due,
      long notSent,
      long unfinished,
      long answered,
      long good,
      long warmUp,
      long warmUpBad,
      int mostInFlight) {}

  /** Whether every request that has ended, and there is one, was answered with 2xx. */
  public boolean allGood() {
    return counts.good() > 0 && counts.good() == counts.due() - counts.unfinished();
  }

  /** Whether the generator was so late, at p99, that the figures tell of itself. */
  public boolean doubtful() {
    return lag.p99() > HARMLESS_NANOS && lag.p99() > DOUBTFUL_SHARE * latency.p99();
  }

  /** Requests that were due in a second. */
  public double duePerSecond() {
    return perSecond(counts.due(), dueForNanos);
  }

  /** Whole answers in a second, with whatever status. */
  public double answeredPerSecond() {
    return perSecond(counts.answered(), elapsedNanos);
  }

  private static double perSecond(long count, long nanos) {
    return nanos == 0 ? 0 : count * 1e9 / nanos;
  }
}

package io.rhumb.engine;

/**
 * How many attempts one gateway should have running on one target, learned from how its attempts end.
 *
 * <p><b>Motive.</b> A region is a pool of servers behind a queue. By Little's law what is in flight is throughput × latency: up to
 * the pool's capacity more in flight is more throughput, beyond it only more waiting. Nobody tells the gateway that capacity, it
 * changes, and other gateways use the same pool without a word to this one. So each looks for its own share as TCP does, by
 * additive increase and multiplicative decrease (Chiu and Jain, 1989), which makes gateways that share nothing end up with like
 * shares.
 *
 * <p><b>Formula.</b> Time is cut into {@linkplain LimitWindow windows} of at least twenty attempts and one mean latency: a round
 * trip, in which the effect of the last change has become visible. At the end of each:
 *
 * <pre>
 *   congested:  mean &gt; 1.5 × uncongested mean
 *   limit ←     min(limit, peak in flight) × max(½, 1.5 × uncongested / mean) × (1 − dropped / 2)   if congested
 *   limit ←     limit × (1 − dropped / 2) + (peak in flight ≥ limit / 2 ? max(1, limit / 20) : 0)   if not
 * </pre>
 *
 * <p>Until something has shown where the capacity ends, what is added is the limit itself: TCP's slow start. Where drops show it, nothing
 * is added.
 *
 * <p><b>Regimes.</b>
 *
 * <ul>
 *   <li><i>Idle or steady:</i> the limit settles at twice the peak in flight, where it is in nobody's way. It grows only while it is
 *       used, else an idle night would make it boundless.
 *   <li><i>A queue grows:</i> answers take longer, and the limit falls to what keeps them within half as much again as without a
 *       queue, gently near that mark, by half when they take three times as long (the gradient of Netflix's concurrency-limits,
 *       <a href="https://github.com/Netflix/concurrency-limits">Gradient2Limit</a>).
 *   <li><i>Refused, unavailable, timed out:</i> the limit falls by half the share of the attempts that were dropped so, as DCTCP
 *       (Alizadeh et al., SIGCOMM 2010) answers marked packets. Halved when all are; one error in a hundred, which is no sign of
 *       overload, costs less than a round trip's growth.
 *   <li><i>Slower for good:</i> less in flight does not make the answers faster, so the limit falls to its least. There is nothing left
 *       to cut then, so it cannot be this queue that makes them slow: the {@linkplain UncongestedMean uncongested mean} follows.
 * </ul>
 *
 * <p>Thread-safe, without locks. An attempt that ended pays two atomic additions; reading the limit is one volatile read.
 */
final class ConcurrencyLimit {

  /**
   * Where Netflix's Vegas and Gradient2 limits start. More, and gateways that start together take the queue that they make for the usual;
   * less, and the first burst after a start goes to other regions for nothing.
   */
  static final int FIRST = 20;
  /** One for the next request while the last is still running. Twelve gateways have 24 so, of a region they may not fill. */
  static final int LEAST = 2;
  /** No target needs more; keeps the arithmetic in its bounds. A guess. */
  static final int MOST = 10_000;

  /**
   * How much longer than without a queue is too long. Netflix's Gradient2 has 1.5: the mean of twenty latencies spread by half errs by an
   * eighth, so that chance alone rarely looks like a queue.
   */
  private static final double TOLERANCE = 1.5;

  private static final double LEAST_FACTOR = 0.5;
  /** Growth by one would take a large limit minutes after an outage. A guess: less than a decrease, so that those win. */
  private static final double GROWTH = 0.05;

  /** Written by the one thread that ended the window before. */
  private volatile LimitWindow window;

  /** A limit of which nothing is known yet. */
  ConcurrencyLimit(long nowNanos) {
    window = LimitWindow.first(FIRST, nowNanos);
  }

  /** At least {@link #LEAST}. */
  int limit() {
    return window.limit();
  }

  /** What answers take without a queue; 0 while that is not known. */
  long usualNanos() {
    return (long) window.uncongested().nanos();
  }

  /**
   * An attempt was answered.
   *
   * @param latencyNanos how long that took
   * @param inFlight how many attempts were running, itself included
   */
  void answered(long latencyNanos, int inFlight, long nowNanos) {
    LimitWindow current = window;
    if (current.answered(latencyNanos, inFlight, nowNanos)) {
      window = next(current, nowNanos);
    }
  }

  /** An attempt was turned away, or took too long: the target may have too much to do. */
  void dropped(int inFlight, long nowNanos) {
    LimitWindow current = window;
    if (current.dropped(inFlight, nowNanos)) {
      window = next(current, nowNanos);
    }
  }

  private static LimitWindow next(LimitWindow ended, long nowNanos) {
    double kept = 1 - ended.droppedShare() / 2;
    double bearable = TOLERANCE * ended.uncongested().nanos();
    boolean congested = bearable > 0 && ended.meanNanos() > bearable;
    double limit = ended.exactLimit();
    double changed = congested
        ? Math.min(limit, ended.peak())
            * kept
            * Math.max(LEAST_FACTOR, bearable / ended.meanNanos())
        : limit * kept + (ended.peak() >= limit / 2 ? growth(ended, kept < 1) : 0);
    UncongestedMean uncongested = ended.uncongested();
    if (!congested) {
      uncongested = uncongested.add(ended.sumNanos(), ended.answers());
    } else if (limit <= LEAST) {
      uncongested = uncongested.rise(ended.meanNanos());
    }
    boolean slowStart = ended.slowStart() && kept == 1 && !congested;
    return ended.next(Math.max(LEAST, Math.min(MOST, changed)), uncongested, slowStart, nowNanos);
  }

  private static double growth(LimitWindow ended, boolean dropped) {
    double limit = ended.exactLimit();
    if (ended.slowStart()) {
      return dropped ? 0 : limit;
    }
    return Math.max(1, GROWTH * limit);
  }
}

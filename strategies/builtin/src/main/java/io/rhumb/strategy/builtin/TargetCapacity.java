package io.rhumb.strategy.builtin;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/**
 * How many attempts of this gateway a target works on at once before they queue, learned from how attempts end: the most answers a
 * second that were seen × the time that an answer takes when nobody waits. It is the bandwidth-delay product by which BBR decides
 * how much to keep in flight (Cardwell et al., <i>BBR: Congestion-Based Congestion Control</i>, ACM Queue 14(5), 2016). Where
 * several gateways share a target each learns its own part, since it sees only its own answers.
 *
 * <p>Time is cut into windows of a hundred answers or more. Both halves are extremes over windows, a maximum and a minimum, and so a little
 * off in opposite directions; both fade towards what is seen now.
 *
 * <p>An answer may also be a refusal of the request, which says nothing of capacity and comes at once: far quicker answers than any
 * target gives on average do not count.
 *
 * <p>Thread-safe, without locks. Whoever has to close a window may be kept from it for a while: then the window is longer, and no
 * answer is lost.
 */
final class TargetCapacity {

  /** A mean of so many is off by a tenth of the spread of latencies. */
  private static final int WINDOW = 100;
  /** How long a rate is remembered. A guess: long against a brown-out, after which the target can do as much as before. */
  private static final double RATE_FADES_NANOS = 300e9;
  /** How long the best mean is remembered. A guess: long against an overload, which would pass for normal at last. */
  private static final double BEST_FADES_NANOS = 600e9;

  /** Quicker than this part of the best mean are refusals. A guess: of log-normal latencies with sigma 0.5 one in 200. */
  private static final double TOO_QUICK = 0.25;

  /**
   * A target this much slower than at its best may be so by chance: the error of a window's mean is a tenth of the spread of
   * latencies, and the spread half of the mean or less.
   */
  private static final double BY_CHANCE = 1.05;
  /**
   * This much slower is taken for a queue. A guess, as the next two: tried with 1, 3 and 12 gateways, of which twelve want few in
   * flight, since each sees a twelfth of the queue, and one want many, since three by chance are no queue.
   */
  private static final double QUEUED = 1.07;

  /** Fewer in flight say nothing of a region: while it has a queue, and while it is at its best. */
  private static final double LEAST = 2;

  private static final double LEAST_AT_ITS_BEST = 8;

  private record Estimate(double perNano, double bestNanos) {}

  private final LongAdder elapsedNanos = new LongAdder();
  private final AtomicInteger answers = new AtomicInteger();
  private final AtomicBoolean closing = new AtomicBoolean();
  private volatile long windowBeganNanos;
  private volatile Estimate estimate = new Estimate(0, 0);

  TargetCapacity(long nowNanos) {
    windowBeganNanos = nowNanos;
  }

  /**
   * An attempt was answered.
   *
   * @return whether the window is full and the caller has to close it: {@link #closeWindow} must follow
   */
  boolean answered(long tookNanos) {
    if (tookNanos < TOO_QUICK * estimate.bestNanos()) {
      return false;
    }
    elapsedNanos.add(tookNanos);
    return answers.incrementAndGet() >= WINDOW && closing.compareAndSet(false, true);
  }

  void closeWindow(long nowNanos) {
    int count = answers.get();
    // Somebody else may have closed it between the two halves of answered().
    if (count >= WINDOW) {
      answers.addAndGet(-count);
      learn(count, nowNanos);
    }
    closing.set(false);
  }

  private void learn(int count, long nowNanos) {
    double meanNanos = (double) elapsedNanos.sumThenReset() / count;
    long lengthNanos = Math.max(1, nowNanos - windowBeganNanos);
    windowBeganNanos = nowNanos;
    double perNano = (double) count / lengthNanos;
    Estimate before = estimate;
    estimate = before.perNano() == 0
        ? new Estimate(perNano, meanNanos)
        : new Estimate(
            Math.max(perNano, faded(before.perNano(), perNano, lengthNanos / RATE_FADES_NANOS)),
            Math.min(
                meanNanos, faded(before.bestNanos(), meanNanos, lengthNanos / BEST_FADES_NANOS)));
  }

  private static double faded(double before, double now, double age) {
    return now + (before - now) * Math.exp(-age);
  }

  /**
   * How many attempts to have running before requests should go elsewhere: the capacity and its square root, twice that root while
   * the target is as quick as at its best. Traffic comes in clumps, and what comes by chance must not drive requests away (the
   * square-root staffing of Halfin and Whitt, <i>Heavy-Traffic Limits for Queues with Many Exponential Servers</i>, Operations
   * Research 29(3), 1981; Netflix's limits leave the same room).
   *
   * <p>It is less while the target answers more slowly than at its best: Netflix's gradient (concurrency-limits, {@code
   * GradientLimit}), which takes back what has begun to queue.
   *
   * @param meanNanos how long its answers take now
   * @return 0 if not known
   */
  double limit(double meanNanos) {
    Estimate seen = estimate;
    if (seen.perNano() == 0) {
      return 0;
    }
    double slowness = Math.max(1, meanNanos / seen.bestNanos());
    double capacity = seen.perNano() * seen.bestNanos() / slowness;
    double ease = ease(slowness);
    double least = LEAST + ease * (LEAST_AT_ITS_BEST - LEAST);
    return Math.max(least, capacity + (1 + ease) * Math.sqrt(capacity));
  }

  /** 1: nothing queues; 0: something does. */
  private static double ease(double slowness) {
    return Math.max(0, Math.min(1, (QUEUED - slowness) / (QUEUED - BY_CHANCE)));
  }
}

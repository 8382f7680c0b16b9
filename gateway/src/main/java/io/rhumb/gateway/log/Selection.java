package io.rhumb.gateway.log;

import io.rhumb.gateway.config.LogsConfig;
import io.rhumb.gateway.telemetry.RequestOutcome;
import io.rhumb.gateway.telemetry.RequestRecord;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/**
 * Which requests have a line, and how many have not. Where they are sampled, one that failed, was refused or needed another attempt has, and a
 * share of the others. What is no worse than INFO gets half of the lines of a second: neither scanners nor the ordinary can hide what is
 * wrong. Thread-safe, without locks; allocates nothing.
 */
final class Selection {

  private final LongSupplier clock;
  private final RandomGenerator random;
  private final PerSecond lines = new PerSecond();
  private final LongAdder sampled = new LongAdder();
  private final LongAdder overRate = new LongAdder();
  private final LongAdder overQueue = new LongAdder();
  private volatile LogsConfig config;

  /**
   * A selection.
   *
   * @param clock monotonic, in nanoseconds, not negative
   */
  Selection(LogsConfig config, LongSupplier clock, RandomGenerator random) {
    this.config = config;
    this.clock = clock;
    this.random = random;
  }

  void change(LogsConfig next) {
    config = next;
  }

  /** Whether a request has a line; if not, it is counted, unless nobody wants any. */
  boolean includes(RequestRecord record) {
    LogsConfig now = config;
    if (now.requests() == LogsConfig.Requests.NONE) {
      return false;
    }
    Severity severity = Severity.of(record);
    if (now.requests() == LogsConfig.Requests.SAMPLED
        && ordinary(record, severity)
        && random.nextDouble() >= now.sample()) {
      sampled.increment();
      return false;
    }
    int most = severity == Severity.INFO ? (now.maxPerSecond() + 1) / 2 : now.maxPerSecond();
    if (!lines.admit(most, clock.getAsLong())) {
      overRate.increment();
      return false;
    }
    return true;
  }

  /** Counts one that was to have a line, and for which there was no room. */
  void lost() {
    overQueue.increment();
  }

  /** What was left out since the last call. One caller. */
  LeftOut leftOut() {
    return new LeftOut(sampled.sumThenReset(), overRate.sumThenReset(), overQueue.sumThenReset());
  }

  private static boolean ordinary(RequestRecord record, Severity severity) {
    return severity == Severity.INFO
        && record.outcome() == RequestOutcome.ANSWERED
        && record.status() < 400;
  }
}

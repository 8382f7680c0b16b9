package io.rhumb.gateway.console;

import io.rhumb.engine.Attempt;
import io.rhumb.engine.Outcome;
import io.rhumb.gateway.telemetry.Course;
import io.rhumb.gateway.telemetry.RequestOutcome;
import io.rhumb.gateway.telemetry.RequestRecord;
import io.rhumb.strategy.AttemptKind;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The requests for one model, and their attempts at each of its targets. Thread-safe, without locks. */
final class ModelTraffic {

  private final Traffic requests = new Traffic();
  private final Map<String, Traffic> byTarget = new ConcurrentHashMap<>();

  /** What clients saw. */
  Traffic requests() {
    return requests;
  }

  /** What a target saw. */
  Traffic at(String target) {
    Traffic known = byTarget.get(target);
    return known == null ? byTarget.computeIfAbsent(target, id -> new Traffic()) : known;
  }

  void add(RequestRecord record) {
    long now = record.startNanos() + record.elapsedNanos();
    requests.count(Count.ENDED, now);
    if (failed(record)) {
      requests.count(Count.FAILED, now);
    }
    long waited = waitedNanos(record);
    if (waited >= 0) {
      requests.waited(waited, now);
    }
    Course course = record.course();
    if (course != null) {
      course.attempts().forEach(attempt -> add(attempt, course.answeredBy(), now));
    }
  }

  private void add(Attempt attempt, @Nullable Attempt answeredBy, long now) {
    Traffic target = at(attempt.target());
    target.count(Count.ENDED, now);
    if (attempt == answeredBy) {
      target.count(Count.ANSWERED, now);
      target.waited(attempt.firstByteNanos(), now);
    }
    Outcome outcome = attempt.outcome();
    if (outcome != null && outcome.verdict() == Outcome.Verdict.FAILURE) {
      target.count(Count.FAILED, now);
    } else if (outcome == Outcome.THROTTLED) {
      target.count(Count.THROTTLED, now);
    }
    if (attempt.kind() == AttemptKind.FAILOVER) {
      requests.count(Count.FAILOVERS, now);
    } else if (attempt.kind() == AttemptKind.HEDGE) {
      requests.count(Count.HEDGES, now);
      if (attempt == answeredBy) {
        requests.count(Count.HEDGES_WON, now);
      }
    }
  }

  /**
   * How long it took until the first byte of an answer, or until there was no time left for one; -1 for what failed or was refused before
   * that: failing fast must not look like answering fast.
   */
  private static long waitedNanos(RequestRecord record) {
    if (record.outcome() == RequestOutcome.DEADLINE_EXCEEDED) {
      return record.elapsedNanos();
    }
    boolean answeredWithFailure =
        record.outcome() == RequestOutcome.ANSWERED && record.status() >= 500;
    return answeredWithFailure ? -1 : record.firstByteNanos();
  }

  /** What a client brought upon itself, or did not wait for, is no failure. */
  private static boolean failed(RequestRecord record) {
    return switch (record.outcome()) {
      case REFUSED, CLIENT_GONE -> false;
      case ANSWERED -> record.status() >= 500;
      default -> true;
    };
  }
}

package io.rhumb.gateway.load;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Collects what became of each request. Those of the warm-up are counted apart. One thread. */
final class Recorder {

  private static final String NOT_SAID = "-";

  private final LoadPlan plan;
  private final Times latency = new Times();
  private final Times firstByte = new Times();
  private final Times lag = new Times();
  private final Groups outcomes = new Groups();
  private final Groups targets = new Groups();
  private final Groups attempts = new Groups();
  private final Map<String, String> details = new TreeMap<>();
  private final Set<String> protocols = new TreeSet<>();
  private final LastMoment lastMoment = new LastMoment();
  private long due;
  private long ended;
  private long good;
  private long answered;
  private long notSent;
  private long warmUpDue;
  private long warmUpBad;
  private long lastEndNanos;

  Recorder(LoadPlan plan) {
    this.plan = plan;
  }

  /** A request is due: what is not recorded later will have been unfinished at the end. */
  void due(long dueNanos) {
    if (dueNanos < plan.warmUpNanos()) {
      warmUpDue++;
    } else {
      due++;
    }
  }

  void record(Shot shot) {
    if (shot.dueNanos() < plan.warmUpNanos()) {
      warmUpBad += shot.ending().good() ? 0 : 1;
      return;
    }
    ended++;
    lastMoment.record(shot);
    outcomes.add(shot.ending().name(), shot.latencyNanos());
    if (shot.ending().detail() != null) {
      details.putIfAbsent(shot.ending().name(), shot.ending().detail());
    }
    if (shot.sent()) {
      sent(shot);
    } else {
      notSent++;
    }
  }

  private void sent(Shot shot) {
    lag.add(shot.lagNanos());
    lastEndNanos = Math.max(lastEndNanos, shot.endNanos());
    if (shot.ending().kind() == Ending.Kind.ANSWERED) {
      answered(shot);
    }
  }

  private void answered(Shot shot) {
    answered++;
    Said said = shot.said();
    protocols.add(said.protocol());
    targets.add(said.target().isEmpty() ? NOT_SAID : said.target(), shot.latencyNanos());
    String count = said.attempts() == 0 ? NOT_SAID : Integer.toString(said.attempts());
    attempts.add(count, shot.latencyNanos());
    if (shot.ending().good()) {
      good++;
      latency.add(shot.latencyNanos());
      firstByte.add(shot.firstByteLatencyNanos());
    }
  }

  /** How far it has come, and what happened since this was asked last. */
  Progress progress(long nowNanos, int open) {
    return new Progress(
        Math.max(0, nowNanos - plan.warmUpNanos()),
        plan.duration().toNanos(),
        due,
        ended - good,
        open,
        lastMoment.take());
  }

  /**
   * The figures.
   *
   * @param stopNanos when nothing was due any more
   * @param mostInFlight requests that were open at once
   */
  LoadReport report(long stopNanos, int mostInFlight) {
    long dueForNanos = Math.max(0, Math.min(stopNanos, plan.endNanos()) - plan.warmUpNanos());
    return new LoadReport(
        plan,
        dueForNanos,
        Math.max(dueForNanos, lastEndNanos - plan.warmUpNanos()),
        new LoadReport.Counts(
            due, notSent, due - ended, answered, good, warmUpDue, warmUpBad, mostInFlight),
        latency.spread(),
        firstByte.spread(),
        lag.spread(),
        outcomes.spreads(),
        targets.spreads(),
        attempts.spreads(),
        Map.copyOf(details),
        Set.copyOf(protocols));
  }
}

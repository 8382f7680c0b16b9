package io.rhumb.simulator;

import io.rhumb.engine.DispatchFailure;
import io.rhumb.engine.Outcome;
import io.rhumb.simulator.report.Latency;
import java.util.Arrays;
import java.util.List;

/** Counts what became of the requests that arrived after the warm-up; and folds all of the run into one fingerprint. */
final class Recorder {

  private final long warmUpNanos;
  private final Shares shares;
  private long[] latencies = new long[1024];
  /** The numbers of the requests, in the order of their latencies. */
  private long[] answered = new long[1024];

  private int successes;
  private long arrived;
  private long requests;
  private long ended;
  private long attempts;
  private long localAnswers;
  private double workNanos;
  private double usefulNanos;
  private long fingerprint;

  Recorder(long warmUpNanos, Shares shares) {
    this.warmUpNanos = warmUpNanos;
    this.shares = shares;
  }

  void arrived(long nowNanos) {
    arrived++;
    if (nowNanos >= warmUpNanos) {
      requests++;
    }
  }

  /** A request got an answer, though that may be an error of the model's. */
  void answered(Exchange exchange, Call answer, long nowNanos) {
    ended(exchange, answer.attempt().index(), nowNanos);
    if (answer.outcome() == Outcome.SUCCESS && measured(exchange)) {
      latency(exchange.number(), nowNanos - exchange.arrivedNanos());
      usefulNanos += answer.workNanos();
      localAnswers += exchange.gateway().local(answer) ? 1 : 0;
    }
  }

  void failed(Exchange exchange, DispatchFailure.Reason reason, long nowNanos) {
    ended(exchange, reason.name().hashCode(), nowNanos);
  }

  private void ended(Exchange exchange, int how, long nowNanos) {
    ended++;
    fingerprint = SplitMix64.key(fingerprint ^ exchange.number(), nowNanos * 31 + how);
    List<Call> calls = exchange.calls();
    if (!calls.isEmpty()) {
      shares.add(exchange.gateway().index(), calls.get(0).region(), exchange.arrivedNanos());
    }
    if (measured(exchange)) {
      attempts += calls.size();
    }
  }

  /** A server takes so long for a request that counts. */
  void worked(long nanos) {
    workNanos += nanos;
  }

  boolean measured(Exchange exchange) {
    return exchange.arrivedNanos() >= warmUpNanos;
  }

  private void latency(long number, long nanos) {
    if (successes == latencies.length) {
      latencies = Arrays.copyOf(latencies, 2 * successes);
      answered = Arrays.copyOf(answered, 2 * successes);
    }
    answered[successes] = number;
    latencies[successes++] = nanos;
  }

  /** The numbers of the requests that were answered, in the order of {@link #latenciesNanos}. */
  long[] answeredRequests() {
    return Arrays.copyOf(answered, successes);
  }

  /** How long each of them took. */
  long[] latenciesNanos() {
    return Arrays.copyOf(latencies, successes);
  }

  Latency latency() {
    return Latency.of(Arrays.copyOf(latencies, successes));
  }

  long arrived() {
    return arrived;
  }

  long ended() {
    return ended;
  }

  long requests() {
    return requests;
  }

  long successes() {
    return successes;
  }

  long attempts() {
    return attempts;
  }

  double localShare() {
    return successes == 0 ? 0 : (double) localAnswers / successes;
  }

  double extraWork() {
    return usefulNanos == 0 ? 0 : workNanos / usefulNanos - 1;
  }

  long fingerprint() {
    return fingerprint;
  }
}

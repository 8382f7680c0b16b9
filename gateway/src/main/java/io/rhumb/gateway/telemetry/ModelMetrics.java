package io.rhumb.gateway.telemetry;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.rhumb.engine.Attempt;
import io.rhumb.engine.Outcome;
import io.rhumb.strategy.AttemptKind;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * The counters of one model: {@code rhumb_requests_seconds} by status class, {@code rhumb_attempts_total} by target, kind and
 * outcome. Thread-safe. A meter is made at its first use; counting allocates nothing.
 */
public final class ModelMetrics {

  private static final Words<AttemptKind> KINDS = Words.of(AttemptKind.class);
  private static final Words<Outcome> OUTCOMES = Words.of(Outcome.class);
  private static final int STATUS_CLASSES = 6;

  private final MeterRegistry registry;
  private final String model;
  private final Timer[] byStatusClass = new Timer[STATUS_CLASSES];
  private final Map<String, Map<AttemptKind, Map<Outcome, Counter>>> attempts =
      new ConcurrentHashMap<>();

  /** Counters in {@code registry}. */
  public ModelMetrics(MeterRegistry registry, String model) {
    this.registry = registry;
    this.model = model;
    for (int i = 1; i < STATUS_CLASSES; i++) {
      byStatusClass[i] = registry.timer("rhumb.requests", "model", model, "status", i + "xx");
    }
  }

  /** Counts a request by how it was answered. */
  public void request(int status, long elapsedNanos) {
    byStatusClass[Math.min(Math.max(status / 100, 1), STATUS_CLASSES - 1)].record(
        elapsedNanos, TimeUnit.NANOSECONDS);
  }

  /** Counts an attempt that has ended. */
  public void attempt(Attempt attempt) {
    Outcome outcome = attempt.outcome();
    if (outcome == null) {
      return;
    }
    Map<Outcome, Counter> counters = countersOf(attempt);
    Counter counter = counters.get(outcome);
    if (counter == null) {
      counter = newCounter(attempt, outcome);
      counters.put(outcome, counter);
    }
    counter.increment();
  }

  private Map<Outcome, Counter> countersOf(Attempt attempt) {
    Map<AttemptKind, Map<Outcome, Counter>> byKind = attempts.get(attempt.target());
    if (byKind == null) {
      byKind = attempts.computeIfAbsent(attempt.target(), target -> newKinds());
    }
    return byKind.getOrDefault(attempt.kind(), Map.of());
  }

  private static Map<AttemptKind, Map<Outcome, Counter>> newKinds() {
    Map<AttemptKind, Map<Outcome, Counter>> byKind = new EnumMap<>(AttemptKind.class);
    for (AttemptKind kind : AttemptKind.values()) {
      byKind.put(kind, new ConcurrentHashMap<>());
    }
    return byKind;
  }

  // The registry gives the same counter to whoever asks twice.
  private Counter newCounter(Attempt attempt, Outcome outcome) {
    return registry.counter(
        "rhumb.attempts",
        "model",
        model,
        "target",
        attempt.target(),
        "kind",
        KINDS.word(attempt.kind()),
        "outcome",
        OUTCOMES.word(outcome));
  }
}

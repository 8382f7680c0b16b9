package io.rhumb.gateway.telemetry;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.rhumb.engine.Attempt;
import io.rhumb.engine.Outcome;
import io.rhumb.strategy.AttemptKind;
import io.rhumb.strategy.AttemptResult;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/** The attempts on one target of one model. Thread-safe. */
final class TargetAttempts {

  static final String NAME = "rhumb.attempts";

  private static final Words<AttemptKind> KINDS = Words.of(AttemptKind.class);
  private static final Words<Outcome> OUTCOMES = Words.of(Outcome.class);

  private final MeterRegistry registry;
  private final String model;
  private final String target;
  private final DurationHistogram firstByte;
  private final Map<AttemptKind, Map<Outcome, LazyCounter>> counters =
      new EnumMap<>(AttemptKind.class);

  TargetAttempts(MeterRegistry registry, String model, String target, DurationHistogram firstByte) {
    this.registry = registry;
    this.model = model;
    this.target = target;
    this.firstByte = firstByte;
    for (AttemptKind kind : AttemptKind.values()) {
      counters.put(kind, ofKind(kind));
    }
  }

  void count(Attempt attempt, Outcome outcome) {
    Map<Outcome, LazyCounter> ofKind = Objects.requireNonNull(counters.get(attempt.kind()));
    Objects.requireNonNull(ofKind.get(outcome)).increment();
    if (attempt.result() == AttemptResult.ANSWERED) {
      firstByte.record(attempt.firstByteNanos());
    }
  }

  private Map<Outcome, LazyCounter> ofKind(AttemptKind kind) {
    Map<Outcome, LazyCounter> byOutcome = new EnumMap<>(Outcome.class);
    for (Outcome outcome : Outcome.values()) {
      byOutcome.put(outcome, new LazyCounter(() -> register(kind, outcome)));
    }
    return byOutcome;
  }

  // The registry gives the same counter to whoever asks twice.
  private Counter register(AttemptKind kind, Outcome outcome) {
    return Counter.builder(NAME)
        .description("Attempts on a target, when they have ended")
        .tags("model", model, "target", target)
        .tags("kind", KINDS.word(kind), "outcome", OUTCOMES.word(outcome))
        .register(registry);
  }
}

package io.rhumb.gateway.telemetry;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.rhumb.engine.Attempt;
import io.rhumb.engine.HedgeSuppression;
import io.rhumb.engine.Outcome;
import io.rhumb.engine.Spill;
import io.rhumb.engine.Target;
import io.rhumb.engine.TargetSet;
import io.rhumb.strategy.AttemptKind;
import io.rhumb.strategy.AttemptResult;
import io.rhumb.strategy.RoutePlan;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What one model's requests did to reach their targets: {@code rhumb_attempts_total}, {@code rhumb_attempt_first_byte_seconds}, {@code
 * rhumb_hedges_total}, {@code rhumb_hedges_suppressed_total} and {@code rhumb_spilled_requests_total}. Thread-safe; counting allocates nothing.
 */
public final class ModelMetrics {

  /** The names of all counters that are made here. */
  static final List<String> COUNTERS = List.of(
      TargetAttempts.NAME, "rhumb.hedges", "rhumb.hedges.suppressed", "rhumb.spilled.requests");

  private static final Words<HedgeSuppression> SUPPRESSIONS = Words.of(HedgeSuppression.class);
  private static final Words<HedgeResult> RESULTS = Words.of(HedgeResult.class);

  /** What a hedge brought. */
  private enum HedgeResult {
    /** The answer. */
    WON,
    /** Nothing: another attempt was faster, or the client went away. */
    LOST,
    /** A failure. */
    FAILED
  }

  private final MeterRegistry registry;
  private final Histograms histograms;
  private final String model;
  private final Map<String, TargetAttempts> attempts = new ConcurrentHashMap<>();
  private final Map<String, Counter> spilled = new ConcurrentHashMap<>();
  private final Map<HedgeResult, Counter> hedges = new EnumMap<>(HedgeResult.class);
  private final Map<HedgeSuppression, Counter> suppressed = new EnumMap<>(HedgeSuppression.class);

  /** Counters in {@code registry}; those of targets come with their first use. */
  public ModelMetrics(MeterRegistry registry, Histograms histograms, String model) {
    this.registry = registry;
    this.histograms = histograms;
    this.model = model;
    for (HedgeResult result : HedgeResult.values()) {
      hedges.put(
          result,
          Counter.builder("rhumb.hedges")
              .description("Hedges that were sent, when they have ended")
              .tags("model", model, "result", RESULTS.word(result))
              .register(registry));
    }
    for (HedgeSuppression why : HedgeSuppression.values()) {
      suppressed.put(
          why,
          Counter.builder("rhumb.hedges.suppressed")
              .description("How often a hedge that the plan had did not start when its time came")
              .tags("model", model, "reason", SUPPRESSIONS.word(why))
              .register(registry));
    }
  }

  /** Counts an attempt that has ended. */
  public void attempt(Attempt attempt) {
    Outcome outcome = attempt.outcome();
    if (outcome == null) {
      return;
    }
    TargetAttempts counters = attempts.get(attempt.target());
    if (counters == null) {
      counters = attempts.computeIfAbsent(
          attempt.target(),
          target ->
              new TargetAttempts(registry, model, target, histograms.attempts().of(model, target)));
    }
    counters.count(attempt, outcome);
    if (attempt.kind() == AttemptKind.HEDGE) {
      Objects.requireNonNull(hedges.get(resultOf(attempt.result()))).increment();
    }
  }

  /** Counts a hedge that did not start. */
  public void hedgeSuppressed(HedgeSuppression why) {
    Objects.requireNonNull(suppressed.get(why)).increment();
  }

  /** Counts a plan that leaves a local target for its limit. To be called when it has just been made. */
  public void planned(RoutePlan plan, TargetSet targets) {
    Target from = Spill.of(plan, targets);
    if (from != null) {
      Counter counter = spilled.get(from.id());
      if (counter == null) {
        counter = spilled.computeIfAbsent(from.id(), this::newSpilled);
      }
      counter.increment();
    }
  }

  private static HedgeResult resultOf(AttemptResult result) {
    return switch (result) {
      case ANSWERED -> HedgeResult.WON;
      case IGNORED -> HedgeResult.LOST;
      case FAILED, THROTTLED -> HedgeResult.FAILED;
    };
  }

  private Counter newSpilled(String target) {
    return Counter.builder("rhumb.spilled.requests")
        .description(
            "Requests planned to go to another region first while this local target was at its limit")
        .tags("model", model, "target", target)
        .register(registry);
  }
}

package io.rhumb.gateway.telemetry;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.rhumb.engine.ShadowListener;
import io.rhumb.engine.Strangers;
import io.rhumb.strategy.RoutePlan;
import io.rhumb.strategy.Step;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/**
 * Counts where the strategy beside differs from the one that routes, as {@code rhumb_shadow_plans_total}; {@code verdict} is {@code
 * same}, {@code first} (another first target), {@code order} (other targets, or another order, after that) or {@code trigger} (the
 * same order, other triggers or delays). Logs the first difference of a model and then each that doubles their number. Thread-safe.
 */
public final class ShadowMetrics implements ShadowListener {

  private static final System.Logger LOG = System.getLogger(ShadowMetrics.class.getName());

  private static final String PLANS = "rhumb.shadow.plans";

  private enum Verdict {
    SAME,
    FIRST,
    ORDER,
    TRIGGER
  }

  private static final Words<Verdict> VERDICTS = Words.of(Verdict.class);

  private final MeterRegistry registry;
  private final Counter faults;
  private final Map<String, PerModel> models = new ConcurrentHashMap<>();

  /** Counters in {@code registry}. */
  public ShadowMetrics(MeterRegistry registry) {
    this.registry = registry;
    this.faults = Counter.builder("rhumb.shadow.faults")
        .description("Faults of strategies that are tried beside another")
        .register(registry);
  }

  @Override
  public void onPlans(String model, RoutePlan run, RoutePlan beside) {
    PerModel counters = models.get(model);
    if (counters == null) {
      counters = models.computeIfAbsent(model, PerModel::new);
    }
    counters.count(compare(run.steps(), beside.steps()), run, beside);
  }

  @Override
  public void onFault(Throwable fault, long count) {
    faults.increment();
    if (Long.bitCount(count) == 1) {
      Strangers.log(
          LOG, System.Logger.Level.WARNING, "strategy in the shadow: fault " + count, fault);
    }
  }

  @Override
  public void onSwitchedOff() {
    LOG.log(
        System.Logger.Level.ERROR,
        "strategy in the shadow: switched off after repeated faults, until it is loaded anew");
  }

  /**
   * Takes out the series of other models.
   *
   * @param served every model that may still have requests
   */
  public void retain(Set<String> served) {
    models.keySet().retainAll(served);
    registry.getMeters().stream()
        .filter(meter -> meter.getId().getName().equals(PLANS)
            && !served.contains(Objects.requireNonNullElse(meter.getId().getTag("model"), "")))
        .forEach(registry::remove);
  }

  private static Verdict compare(List<Step> run, List<Step> beside) {
    if (!run.get(0).target().equals(beside.get(0).target())) {
      return Verdict.FIRST;
    }
    if (run.size() != beside.size()) {
      return Verdict.ORDER;
    }
    Verdict verdict = Verdict.SAME;
    for (int i = 0; i < run.size(); i++) {
      if (!run.get(i).target().equals(beside.get(i).target())) {
        return Verdict.ORDER;
      }
      if (run.get(i).trigger() != beside.get(i).trigger()
          || run.get(i).delayNanos() != beside.get(i).delayNanos()) {
        verdict = Verdict.TRIGGER;
      }
    }
    return verdict;
  }

  private final class PerModel {

    private final String model;
    private final Map<Verdict, Counter> counters = new EnumMap<>(Verdict.class);
    private final AtomicLong differences = new AtomicLong();

    PerModel(String model) {
      this.model = model;
      for (Verdict verdict : Verdict.values()) {
        Counter counter = Counter.builder(PLANS)
            .description("Plans of two strategies for the same request")
            .tags("model", model, "verdict", VERDICTS.word(verdict))
            .register(registry);
        counters.put(verdict, counter);
      }
    }

    void count(Verdict verdict, RoutePlan run, RoutePlan beside) {
      Objects.requireNonNull(counters.get(verdict)).increment();
      if (verdict != Verdict.SAME && Long.bitCount(differences.incrementAndGet()) == 1) {
        LOG.log(
            System.Logger.Level.INFO,
            "model " + model + ": shadow difference " + differences.get() + ": runs " + text(run)
                + "; beside: " + text(beside));
      }
    }

    private static String text(RoutePlan plan) {
      return plan.steps().stream()
          .map(step -> step.target() + " (" + step.reason() + ")")
          .collect(Collectors.joining(", "));
    }
  }
}

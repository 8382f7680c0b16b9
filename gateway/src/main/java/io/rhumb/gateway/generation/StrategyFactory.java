package io.rhumb.gateway.generation;

import io.micrometer.core.instrument.MeterRegistry;
import io.rhumb.engine.CreatedStrategy;
import io.rhumb.engine.Planner;
import io.rhumb.engine.ShadowListener;
import io.rhumb.engine.ShadowProvider;
import io.rhumb.engine.StrategyCatalog;
import io.rhumb.engine.StrategyEnvironment;
import io.rhumb.gateway.config.ModelConfig;
import io.rhumb.gateway.plugin.BoundedCalls;
import io.rhumb.gateway.plugin.NotReturnedException;
import io.rhumb.gateway.predict.ModelStrategies;
import io.rhumb.gateway.telemetry.Histograms;
import io.rhumb.gateway.telemetry.StrategyFaults;
import io.rhumb.strategy.InvalidStrategyConfigException;
import io.rhumb.strategy.StrategySpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Makes the strategies that a model's configuration names. Runs a stranger's code, so not on an event loop. */
final class StrategyFactory {

  /** What metrics call the strategy that a client gets without asking. No choice can have that name. */
  static final String STANDARD = "-";

  private final StrategyEnvironment environment;
  private final MeterRegistry meters;
  private final Histograms histograms;
  private final BoundedCalls calls;

  StrategyFactory(StrategyEnvironment environment, MeterRegistry meters, Histograms histograms) {
    this(environment, meters, histograms, BoundedCalls.USUAL);
  }

  /** As the other, with calls of another patience. */
  StrategyFactory(
      StrategyEnvironment environment,
      MeterRegistry meters,
      Histograms histograms,
      BoundedCalls calls) {
    this.calls = calls;
    this.environment = environment;
    this.meters = meters;
    this.histograms = histograms;
  }

  /**
   * Creates the strategies of a model, each {@linkplain StrategyRehearsal rehearsed} with an instance of its own.
   *
   * @throws InvalidStrategyConfigException if one cannot be; those that could are closed again
   */
  CreatedStrategies create(ModelConfig model, StrategyCatalog catalog) {
    List<CreatedStrategy> created = new ArrayList<>();
    try {
      Planner standard = planner(model, path(model), STANDARD, model.strategy(), catalog, created);
      Map<String, Planner> choices = new LinkedHashMap<>();
      model
          .choices()
          .forEach((name, spec) -> choices.put(
              name, planner(model, pathOfChoice(model, name), name, spec, catalog, created)));
      return new CreatedStrategies(new ModelStrategies(standard, choices), created);
    } catch (InvalidStrategyConfigException invalid) {
      created.forEach(CreatedStrategies::close);
      throw invalid;
    }
  }

  private Planner planner(
      ModelConfig model,
      String path,
      String name,
      StrategySpec spec,
      StrategyCatalog catalog,
      List<CreatedStrategy> created) {
    CreatedStrategy strategy = bounded(
        calls,
        path,
        () -> {
          rehearse(path, spec, model, catalog, environment);
          return catalog.create(path, spec, environment);
        },
        CreatedStrategies::close);
    created.add(strategy);
    return new Planner(
        strategy,
        environment.clock(),
        new StrategyFaults(meters, model.name(), name),
        histograms.planTimes(model.name(), name));
  }

  /**
   * Finds what is wrong with a model's strategies, and keeps none of them.
   *
   * @return every problem; empty if there is none
   */
  static List<String> problems(
      ModelConfig model, StrategyCatalog catalog, StrategyEnvironment environment) {
    Map<String, StrategySpec> specs = new LinkedHashMap<>();
    specs.put(path(model), model.strategy());
    model.choices().forEach((name, spec) -> specs.put(pathOfChoice(model, name), spec));
    List<String> problems = new ArrayList<>();
    specs.forEach((path, spec) -> {
      try {
        bounded(
            BoundedCalls.USUAL,
            path,
            () -> {
              rehearse(path, spec, model, catalog, environment);
              return path;
            },
            late -> {});
      } catch (InvalidStrategyConfigException invalid) {
        problems.add(String.valueOf(invalid.getMessage()));
      }
    });
    return problems;
  }

  private static <T> T bounded(
      BoundedCalls calls, String path, Supplier<T> code, Consumer<T> late) {
    try {
      return calls.call(path, code, late);
    } catch (NotReturnedException e) {
      InvalidStrategyConfigException invalid = InvalidStrategyConfigException.of(
          path, String.valueOf(e.getMessage()), "a strategy that does not wait for anything");
      invalid.initCause(e);
      throw invalid;
    }
  }

  private static void rehearse(
      String path,
      StrategySpec spec,
      ModelConfig model,
      StrategyCatalog catalog,
      StrategyEnvironment environment) {
    // What is only tried is nothing to report.
    StrategyCatalog quiet = catalog.replacing(new ShadowProvider(ShadowListener.NONE));
    CreatedStrategy trial = quiet.create(path, spec, environment);
    try {
      StrategyRehearsal.run(path, trial, model, environment);
    } finally {
      CreatedStrategies.close(trial);
    }
  }

  private static String path(ModelConfig model) {
    return "models." + model.name() + ".strategy";
  }

  private static String pathOfChoice(ModelConfig model, String name) {
    return "models." + model.name() + ".strategy-choices." + name;
  }
}

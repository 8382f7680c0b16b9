package io.rhumb.gateway.doctor;

import io.rhumb.gateway.config.GatewayConfig;
import io.rhumb.gateway.config.ModelConfig;
import io.rhumb.gateway.config.TargetConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Finds names in {@code weights} and {@code order}, of strategies however deep, that no target of their model has: mostly mistyped.
 *
 * <p>They are no errors. Targets come and go under a strategy, which keeps what it learned, and whoever takes one out of a model in an outage
 * must not be refused for a weight that is left of it.
 */
public final class UnknownTargets {

  private final List<String> targets;
  private final List<Remark> remarks = new ArrayList<>();

  private UnknownTargets(ModelConfig model) {
    this.targets = model.targets().stream().map(TargetConfig::id).toList();
  }

  /** Those of every model. */
  public static List<Remark> of(GatewayConfig config) {
    return config.models().values().stream().flatMap(UnknownTargets::of).toList();
  }

  static Stream<Remark> of(ModelConfig model) {
    UnknownTargets unknown = new UnknownTargets(model);
    String path = "models." + model.name();
    unknown.strategy(
        path + ".strategy", model.strategy().name(), model.strategy().options());
    model
        .choices()
        .forEach((choice, spec) ->
            unknown.strategy(path + ".strategy-choices." + choice, spec.name(), spec.options()));
    return unknown.remarks.stream();
  }

  private void strategy(String above, String name, Map<?, ?> options) {
    String path = above + "." + name;
    if (name.equals("weighted") && options.get("weights") instanceof Map<?, ?> weights) {
      weights.keySet().forEach(target -> target(path + ".weights." + target, target));
    }
    if (name.equals("priority") && options.get("order") instanceof List<?> order) {
      order.forEach(target -> target(path + ".order." + target, target));
    }
    options.forEach((option, value) -> nested(path + "." + option, value));
  }

  private void nested(String path, Object value) {
    if (value instanceof Map<?, ?> map) {
      map.forEach((name, options) -> {
        if (options instanceof Map<?, ?> some) {
          strategy(path, String.valueOf(name), some);
        }
      });
    }
  }

  private void target(String path, Object name) {
    if (!targets.contains(name)) {
      remarks.add(new Remark(path, "no such target", "one of " + String.join(", ", targets)));
    }
  }
}

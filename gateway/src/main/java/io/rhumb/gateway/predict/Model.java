package io.rhumb.gateway.predict;

import io.rhumb.engine.Budget;
import io.rhumb.engine.DispatchPolicy;
import io.rhumb.engine.Target;
import io.rhumb.engine.TargetSet;
import io.rhumb.gateway.config.StreamConfig;
import io.rhumb.gateway.operation.Operation;
import io.rhumb.gateway.telemetry.ModelMetrics;
import io.rhumb.gateway.upstream.UpstreamTarget;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A model ready to serve. Immutable, though its targets learn; shared by all event loops.
 *
 * @param name its logical name
 * @param strategies choose its targets
 * @param targets what the strategy sees
 * @param upstreams how each of them is called, in the same order
 * @param policy the bounds of a request
 * @param budget bounds the extra attempts of all requests; spent by them
 * @param metrics its counters
 * @param fence which of the targets a request may use
 * @param running its requests
 * @param stream how its streams are handed on
 */
public record Model(
    String name,
    StrategySlot strategies,
    TargetSet targets,
    List<UpstreamTarget> upstreams,
    DispatchPolicy policy,
    Budget budget,
    ModelMetrics metrics,
    ModelFence fence,
    Running running,
    StreamConfig stream) {

  /** Checks that every target can be called. */
  public Model {
    upstreams = List.copyOf(upstreams);
    if (upstreams.size() != targets.size()) {
      throw new IllegalArgumentException(
          "upstreams: " + upstreams.size() + " (expected: " + targets.size() + ")");
    }
  }

  /** Why it does not serve an operation: since all of its targets would have to. Null if it does. */
  @Nullable
  String missing(Operation operation) {
    for (int i = 0; i < upstreams.size(); i++) {
      String missing = upstreams.get(i).missing(operation);
      if (missing != null) {
        return operation.method().word() + ": not served by target "
            + targets.get(i).id() + " of model " + name + " (expected: " + missing + ")";
      }
    }
    return null;
  }

  /** Whether a target wants another model's name in the bodies of OpenAI's requests. */
  boolean renamesInBody() {
    return upstreams.stream().anyMatch(target -> target.bodyModel() != null);
  }

  /** How to call a target of this model. */
  UpstreamTarget upstreamOf(Target target) {
    for (int i = 0; i < targets.size(); i++) {
      if (targets.get(i) == target) {
        return upstreams.get(i);
      }
    }
    throw new IllegalArgumentException(
        "target: " + target.id() + " (expected: one of model " + name + ")");
  }
}

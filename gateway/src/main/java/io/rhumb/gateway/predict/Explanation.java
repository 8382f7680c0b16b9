package io.rhumb.gateway.predict;

import io.rhumb.engine.Planner;
import io.rhumb.engine.Target;
import io.rhumb.engine.TargetSet;
import io.rhumb.gateway.access.Caller;
import io.rhumb.strategy.RoutePlan;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;

/**
 * What would become of a request now. Nothing is sent. The strategy is asked as for any request, so that one that takes turns has had one.
 *
 * @param model that it asks for
 * @param inside the targets that its data may go to
 * @param plan what the strategy would do
 */
public record Explanation(Model model, TargetSet inside, RoutePlan plan) {

  /**
   * Explains a request of somebody who may call everything. Thread-safe.
   *
   * @param name the model's; null means the default model
   * @param method such as {@code predict}
   * @param headers of the request, among them {@code x-rhumb-strategy} and {@code x-rhumb-regions}
   * @throws IllegalArgumentException with the reason, if it would be refused
   */
  public static Explanation of(
      Models models, @Nullable String name, String method, MultiMap headers) {
    try {
      Model model = models.called(null, name, Caller.ANYONE);
      Planner planner = model.strategies().current().choose(headers.get(ModelStrategies.HEADER));
      if (planner == null) {
        throw new IllegalArgumentException(ModelStrategies.HEADER
            + ": not a strategy of this model (expected: "
            + model.strategies().current().expected() + ")");
      }
      FencedTargets inside = model.fence().inside(headers, Caller.ANYONE);
      if (inside == null) {
        throw new IllegalArgumentException(
            model.fence().whyNone(headers, Caller.ANYONE).message());
      }
      ClientRequest seen = new ClientRequest(
          model.name(), method, headers, Buffer::buffer, model.policy().timeoutNanos());
      return new Explanation(model, inside.targets(), planner.plan(seen, inside.targets()));
    } catch (RefusedException refused) {
      throw new IllegalArgumentException(refused.error().message(), refused);
    }
  }

  /** Whether the data of the request may go there. */
  public boolean allows(Target target) {
    for (int i = 0; i < inside.size(); i++) {
      if (inside.get(i) == target) {
        return true;
      }
    }
    return false;
  }
}

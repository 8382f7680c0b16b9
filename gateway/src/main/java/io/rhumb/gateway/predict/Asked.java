package io.rhumb.gateway.predict;

import io.rhumb.engine.DispatchPolicy;
import io.rhumb.engine.Planner;
import io.rhumb.gateway.access.Caller;
import io.vertx.core.MultiMap;
import org.jspecify.annotations.Nullable;

/**
 * What the head of a request asks for, and can have.
 *
 * @param models those in force when it came
 * @param caller who asks
 * @param inside the targets that its data may go to
 * @param method of Vertex AI
 * @param strategy the name of the one that it chose; null: none
 * @param policy its bounds
 */
record Asked(
    Models models,
    Caller caller,
    Model model,
    FencedTargets inside,
    String method,
    @Nullable String strategy,
    DispatchPolicy policy) {

  /**
   * The same of the models that are in force now: the body took its time, and the configuration could have changed. Where the model is gone,
   * or would refuse the request, it is served once more as it was promised.
   */
  Asked of(Models now, MultiMap headers) {
    // Nearly always: nothing is looked up or parsed twice.
    if (now == models) {
      return this;
    }
    Model latest = now.find(model.name());
    if (latest == null) {
      return this;
    }
    FencedTargets fenced = latest.fence().inside(headers, caller);
    DispatchPolicy bounds = RequestDeadline.apply(latest.policy(), headers);
    return fenced == null || bounds == null
        ? this
        : new Asked(now, caller, latest, fenced, method, strategy, bounds);
  }

  /** Plans it. What a client may choose could have changed as well, and it is owed an answer all the same. */
  Planner planner() {
    ModelStrategies strategies = model.strategies().current();
    Planner chosen = strategies.choose(strategy);
    return chosen == null ? strategies.standard() : chosen;
  }
}

package io.rhumb.gateway.predict;

import io.rhumb.engine.DispatchPolicy;
import io.rhumb.engine.Planner;
import io.rhumb.gateway.access.Caller;
import io.rhumb.gateway.access.Denial;
import io.rhumb.gateway.operation.Method;
import io.rhumb.gateway.operation.Operation;
import io.vertx.core.MultiMap;
import org.jspecify.annotations.Nullable;

/**
 * What a request asks for, and can have.
 *
 * @param models those in force when it came
 * @param caller who asks
 * @param inside the targets that its data may go to
 * @param operation what its targets are asked
 * @param strategy the name of the one that it chose; null: none
 * @param policy its bounds
 */
record Asked(
    Models models,
    Caller caller,
    Model model,
    FencedTargets inside,
    Operation operation,
    @Nullable String strategy,
    DispatchPolicy policy) {

  /**
   * What the headers of a request ask of a model.
   *
   * @throws RefusedException if they cannot have it
   */
  static Asked of(Models models, Caller caller, Model model, Operation operation, MultiMap headers)
      throws RefusedException {
    checkAllowed(models, caller, model);
    String missing = model.missing(operation);
    if (missing != null) {
      throw new RefusedException(GatewayError.failedPrecondition(missing));
    }
    DispatchPolicy policy = bounds(model, operation, headers);
    if (policy == null) {
      throw new RefusedException(
          RequestDeadline.apply(model.policy(), headers) == null
              ? RequestDeadline.whyNone(headers)
              : GrpcDeadline.whyNone());
    }
    String strategy = headers.get(ModelStrategies.HEADER);
    ModelStrategies strategies = model.strategies().current();
    if (strategies.choose(strategy) == null) {
      throw new RefusedException(GatewayError.badRequest(ModelStrategies.HEADER
          + ": not a strategy of this model (expected: " + strategies.expected() + ")"));
    }
    FencedTargets inside = model.fence().inside(headers, caller);
    if (inside == null) {
      GatewayError why = model.fence().whyNone(headers, caller);
      if (why.code() == 403) {
        models.access().refused(Denial.REGION_NOT_ALLOWED);
      }
      throw new RefusedException(why);
    }
    return new Asked(models, caller, model, inside, operation, strategy, policy);
  }

  private static @Nullable DispatchPolicy bounds(
      Model model, Operation operation, MultiMap headers) {
    DispatchPolicy asked = RequestDeadline.apply(model.policy(), headers);
    if (asked == null) {
      return null;
    }
    if (operation.rpc() != null) {
      return GrpcDeadline.apply(asked, headers);
    }
    // Of what goes on after its answer, nobody wants two.
    return operation.method() == Method.PREDICT_LONG_RUNNING ? asked.once() : asked;
  }

  /** Refuses a model that is not for the caller. */
  static void checkAllowed(Models models, Caller caller, Model model) throws RefusedException {
    if (!caller.mayCall(model.name())) {
      models.access().refused(Denial.MODEL_NOT_ALLOWED);
      throw new RefusedException(GatewayError.permissionDenied(
          "model: not for this caller (expected: one of " + models.names(caller) + ")"));
    }
  }

  /** The same for a client that will wait so long from now on; more than is granted changes nothing. */
  Asked within(long leftNanos) {
    return leftNanos >= policy.timeoutNanos()
        ? this
        : new Asked(models, caller, model, inside, operation, strategy, policy.within(leftNanos));
  }

  /** The same where an operation runs that was begun before. */
  Asked where(OperationName name) throws RefusedException {
    FencedTargets there = inside.within(name.location());
    if (there == null) {
      throw new RefusedException(
          GatewayError.failedPrecondition("operationName: no target in " + name.location()
              + " (expected: one of " + FencedTargets.regions(inside.targets()) + ")"));
    }
    FencedTargets nearest =
        there.nearest(target -> name.distance(model.upstreamOf(target).resourceName()));
    return new Asked(models, caller, model, nearest, operation, strategy, policy);
  }

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
    DispatchPolicy bounds = bounds(latest, operation, headers);
    return fenced == null || bounds == null || latest.missing(operation) != null
        ? this
        : new Asked(now, caller, latest, fenced, operation, strategy, bounds);
  }

  /** Plans it. What a client may choose could have changed as well, and it is owed an answer all the same. */
  Planner planner() {
    ModelStrategies strategies = model.strategies().current();
    Planner chosen = strategies.choose(strategy);
    return chosen == null ? strategies.standard() : chosen;
  }
}

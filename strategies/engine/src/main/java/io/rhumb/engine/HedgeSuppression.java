package io.rhumb.engine;

/** Why a hedge that the plan has did not start when its delay had passed. It is asked about again, each time after its delay. */
public enum HedgeSuppression {
  /** The model's {@link Budget} is used up. */
  BUDGET,
  /** The strategy did not {@linkplain io.rhumb.strategy.RoutingStrategy#confirm confirm} it. */
  STRATEGY,
  /** No target that is left in the plan takes an attempt. */
  TARGET,
  /** The request has had as many attempts as it may. */
  ATTEMPTS
}

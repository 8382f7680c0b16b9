package io.rhumb.strategy;

/** Why an attempt was made. */
public enum AttemptKind {
  /** The first attempt of a request. */
  PRIMARY,
  /** An earlier attempt failed. */
  FAILOVER,
  /** An earlier attempt is slow. */
  HEDGE,
  /** It tests a target whose breaker is half-open. */
  PROBE
}

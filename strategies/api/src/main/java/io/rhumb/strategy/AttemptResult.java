package io.rhumb.strategy;

/** How an attempt ended, as far as a strategy needs to know. */
public enum AttemptResult {
  /** The target answered, be it with a prediction or with a refusal that is the client's own mistake. */
  ANSWERED,
  /** The target failed, or took too long. */
  FAILED,
  /** The target has no quota or capacity left for now. */
  THROTTLED,
  /** The target is neither to praise nor to blame: another attempt won, the client went away, or the like. */
  IGNORED
}

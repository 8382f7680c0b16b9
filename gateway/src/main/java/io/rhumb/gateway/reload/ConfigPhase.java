package io.rhumb.gateway.reload;

/** What a configuration goes through before it is in force. Each may refuse it; then what was in force stays. */
public enum ConfigPhase {
  /** It is fetched and read: YAML with known keys and sensible values. */
  PARSE,
  /** It changes nothing that cannot change while the gateway runs, and its strategies accept their options. */
  VALIDATE,
  /** Everything that it needs is made, beside what is in force. */
  BUILD,
  /** What is new is tried: each model must have a target that can be reached, with a credential at hand. */
  PROBE,
  /** It takes the place of the one before, at once. */
  SWAP
}

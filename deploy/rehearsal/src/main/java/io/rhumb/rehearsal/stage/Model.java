package io.rhumb.rehearsal.stage;

/**
 * A model of the gateways' configuration. Each act has its own, which knows nothing of what befell others.
 *
 * @param name what clients ask for
 * @param strategy as in the configuration
 * @param attempts per request
 */
public record Model(String name, String strategy, int attempts) {

  /** The same, routed otherwise. */
  public Model withStrategy(String changed) {
    return new Model(name, changed, attempts);
  }
}

package io.rhumb.gateway.generation;

import io.rhumb.gateway.config.TargetConfig;

/**
 * What makes a target the same one as before, so that its statistics, its limit and its breaker still speak of it: who listens there, for
 * which model. Not how it is asked: another token or another certificate authority make no other target.
 */
record TargetIdentity(
    String model, String id, String region, String host, int port, String serverName) {

  static TargetIdentity of(String model, TargetConfig target) {
    return new TargetIdentity(
        model,
        target.id(),
        target.region(),
        target.connectHost(),
        target.port(),
        target.serverName());
  }
}

package io.rhumb.gateway.credential;

import io.vertx.core.Future;
import org.jspecify.annotations.Nullable;

/**
 * Headers that never change. A target that refuses them gets the same again: there are no others.
 *
 * @param name what they are
 * @param current the headers
 */
record ConstantCredential(String name, CredentialHeaders current) implements MonitoredCredential {

  @Override
  public Future<CredentialHeaders> refresh(@Nullable CredentialHeaders refused) {
    return Future.succeededFuture(current);
  }

  @Override
  public CredentialStatus status() {
    return CredentialStatus.of(name, true, null, 0, 0, null);
  }
}

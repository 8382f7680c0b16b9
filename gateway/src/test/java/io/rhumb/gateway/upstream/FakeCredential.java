package io.rhumb.gateway.upstream;

import io.rhumb.gateway.credential.Credential;
import io.rhumb.gateway.credential.CredentialHeaders;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A credential whose refreshes a test answers. */
final class FakeCredential implements Credential {

  private final List<Promise<CredentialHeaders>> refreshes = new CopyOnWriteArrayList<>();
  private final List<CredentialHeaders> refused = new CopyOnWriteArrayList<>();
  private final CompletableFuture<Void> asked = new CompletableFuture<>();
  private volatile @Nullable CredentialHeaders current;

  private FakeCredential(@Nullable CredentialHeaders current) {
    this.current = current;
  }

  static FakeCredential of(String token) {
    return new FakeCredential(bearer(token));
  }

  static FakeCredential none() {
    return new FakeCredential(CredentialHeaders.NONE);
  }

  static FakeCredential notAtHand() {
    return new FakeCredential(null);
  }

  static CredentialHeaders bearer(String token) {
    return new CredentialHeaders(List.of(Map.entry("authorization", "Bearer " + token)));
  }

  @Override
  public @Nullable CredentialHeaders current() {
    return current;
  }

  @Override
  public Future<CredentialHeaders> refresh(@Nullable CredentialHeaders refusedByTarget) {
    if (refusedByTarget != null) {
      refused.add(refusedByTarget);
    }
    Promise<CredentialHeaders> promise = Promise.promise();
    refreshes.add(promise);
    asked.complete(null);
    return promise.future();
  }

  int refreshes() {
    return refreshes.size();
  }

  List<CredentialHeaders> refused() {
    return refused;
  }

  void awaitRefresh() throws Exception {
    asked.get(10, TimeUnit.SECONDS);
  }

  /** Answers the newest refresh, on the thread of the caller. */
  void answer(String token) {
    current = bearer(token);
    refreshes.get(refreshes.size() - 1).complete(current);
  }

  void fail() {
    refreshes.get(refreshes.size() - 1).fail("no token");
  }
}

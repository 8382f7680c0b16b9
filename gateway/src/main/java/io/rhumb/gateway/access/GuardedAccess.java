package io.rhumb.gateway.access;

import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import org.jspecify.annotations.Nullable;

/** Lets in whoever has an API key or an ID token that is accepted. */
final class GuardedAccess implements Access {

  private final ApiKeys keys;
  private final @Nullable IdTokens idTokens;
  private final AccessListener listener;

  /**
   * An access.
   *
   * @param idTokens null: none is accepted
   */
  GuardedAccess(ApiKeys keys, @Nullable IdTokens idTokens, AccessListener listener) {
    this.keys = keys;
    this.idTokens = idTokens;
    this.listener = listener;
  }

  @Override
  public Future<Verdict> admit(HttpServerRequest request) {
    Presented presented = Presented.by(request.headers());
    Caller caller = keys.find(presented);
    if (caller != null) {
      return Future.succeededFuture(told(caller));
    }
    Credential bearer = presented.bearer();
    if (bearer != null && idTokens != null) {
      return idTokens.judge(bearer).map(this::told);
    }
    return Future.succeededFuture(told(why(presented, request)));
  }

  @Override
  public Future<Verdict> admitOperator(HttpServerRequest request) {
    Presented presented = Presented.byOperator(request.headers());
    Caller caller = keys.find(presented);
    if (caller != null && caller.operator()) {
      return Future.succeededFuture(caller);
    }
    return Future.succeededFuture(
        told(caller == null ? why(presented, request) : Denial.NOT_AN_OPERATOR));
  }

  @Override
  public void refused(Denial why) {
    listener.refused(why);
  }

  private static Denial why(Presented presented, HttpServerRequest request) {
    if (!presented.isEmpty()) {
      return Denial.BAD_CREDENTIAL;
    }
    return Presented.inQuery(request) ? Denial.KEY_IN_QUERY : Denial.NO_CREDENTIAL;
  }

  private Verdict told(Verdict verdict) {
    if (verdict instanceof Caller caller) {
      listener.admitted(caller);
    } else if (verdict instanceof Denial why) {
      listener.refused(why);
    }
    return verdict;
  }
}

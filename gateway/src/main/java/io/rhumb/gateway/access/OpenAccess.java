package io.rhumb.gateway.access;

import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;

/** Looks at nothing. */
final class OpenAccess implements Access {

  static final OpenAccess INSTANCE = new OpenAccess();

  private static final Future<Verdict> ANYONE = Future.succeededFuture(Caller.ANYONE);

  private OpenAccess() {}

  @Override
  public Future<Verdict> admit(HttpServerRequest request) {
    return ANYONE;
  }

  /** That anybody may call does not mean that anybody may see who else does. */
  @Override
  public Future<Verdict> admitOperator(HttpServerRequest request) {
    return Future.succeededFuture(Denial.NOT_AN_OPERATOR);
  }

  @Override
  public void refused(Denial why) {}
}

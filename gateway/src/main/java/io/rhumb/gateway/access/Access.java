package io.rhumb.gateway.access;

import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;

/** Says who may call. One for each configuration; thread-safe, and never blocks. */
public interface Access {

  /**
   * Judges a request by its head. Completes at once, but for an ID token whose key is not known yet: then once its issuer has been asked,
   * some seconds later at the most, on any thread.
   *
   * @return never fails
   */
  Future<Verdict> admit(HttpServerRequest request);

  /**
   * Judges a request for what operators read. A key may come as the password of {@code Basic} too, since a browser asks its user for nothing
   * else. Completes at once.
   *
   * @return never fails; a caller only if that is an operator
   */
  Future<Verdict> admitOperator(HttpServerRequest request);

  /** Counts what somebody else refuses because of what the caller may do. */
  void refused(Denial why);

  /** Anybody may call, and do anything. */
  static Access open() {
    return OpenAccess.INSTANCE;
  }
}

package io.rhumb.gateway.predict;

import io.rhumb.gateway.access.Access;
import io.rhumb.gateway.access.Caller;
import io.rhumb.gateway.access.Denial;
import io.rhumb.gateway.access.Verdict;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;

/**
 * What operators read, below {@code /-/} of the port of the clients: for where there is only one port. Nobody reads it but callers who are
 * operators, and there is nothing below it that changes anything.
 */
public final class OperatorPages {

  private static final String PREFIX = "/-/";

  /** Nothing is there. */
  public static final OperatorPages NONE = new OperatorPages(Optional.empty());

  private final Optional<Handler<HttpServerRequest>> pages;

  private OperatorPages(Optional<Handler<HttpServerRequest>> pages) {
    this.pages = pages;
  }

  /** Those pages, whose paths begin with {@code /-/}. Called on every event loop. */
  public static OperatorPages of(Handler<HttpServerRequest> pages) {
    return new OperatorPages(Optional.of(pages));
  }

  /**
   * Answers, if the path is one of theirs.
   *
   * @return whether it was
   */
  boolean handle(String path, HttpServerRequest request, Access access) {
    if (pages.isEmpty() || !path.startsWith(PREFIX)) {
      return false;
    }
    if (!request.method().equals(HttpMethod.GET)) {
      Refusal.send(request, GatewayError.methodNotAllowed(request.method().name(), "GET"));
      return true;
    }
    // Complete at once, by contract: no credential of operators has to be asked about.
    Verdict verdict = access.admitOperator(request).result();
    if (verdict instanceof Caller) {
      pages.get().handle(request);
    } else {
      Refusal.send(request, refusal(request, verdict));
    }
    return true;
  }

  /**
   * That a key is not an operator's is a 401 too: after a 403 a browser would send it again and again, and never ask its user for
   * another.
   */
  private static GatewayError refusal(HttpServerRequest request, Object verdict) {
    request
        .response()
        .putHeader("www-authenticate", "Basic realm=\"rhumb operators\", charset=\"UTF-8\"");
    return GatewayError.unauthenticated(
        verdict == Denial.NOT_AN_OPERATOR
            ? "credential: not an operator's (expected: a key that says operator: true)"
            : "credential: none that is accepted (expected: an operator's key in Authorization: Bearer,"
                + " x-api-key or x-goog-api-key, or as the password of Authorization: Basic)");
  }
}

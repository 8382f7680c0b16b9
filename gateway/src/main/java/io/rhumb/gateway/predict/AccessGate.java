package io.rhumb.gateway.predict;

import io.rhumb.gateway.access.Access;
import io.rhumb.gateway.access.Caller;
import io.rhumb.gateway.access.Denial;
import io.rhumb.gateway.access.Verdict;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Lets in who may call, before anything else of a request is looked at. Lives on one event loop. */
final class AccessGate {

  private static final String HEADERS = "Authorization: Bearer, x-api-key or x-goog-api-key";

  private static final System.Logger LOG = System.getLogger(AccessGate.class.getName());

  private final Context context;

  AccessGate(Context context) {
    this.context = context;
  }

  /**
   * Judges a request. To be called as it comes in. One of the three is told, at once or, while the request is paused, later.
   *
   * @param admitted is told who calls
   * @param refused is told what to answer
   * @param gone is told that the client went away meanwhile, and perhaps again
   */
  void pass(
      HttpServerRequest request,
      Access access,
      Consumer<Caller> admitted,
      Consumer<GatewayError> refused,
      Runnable gone) {
    Future<Verdict> verdict = judged(() -> access.admit(request));
    if (verdict.isComplete()) {
      tell(request, verdict, admitted, refused);
    } else {
      wait(request, verdict, () -> tell(request, verdict, admitted, refused), gone);
    }
  }

  /** Whoever has a bug in the judge lets nobody in, and nobody wait. */
  private static Future<Verdict> judged(Supplier<Future<Verdict>> judge) {
    try {
      return judge.get();
    } catch (RuntimeException bug) {
      LOG.log(System.Logger.Level.ERROR, "access: not judged", bug);
      return Future.failedFuture(bug);
    }
  }

  /** What comes meanwhile stays in the connection: nothing of it is read before it is known whether it is wanted. */
  private void wait(
      HttpServerRequest request, Future<Verdict> verdict, Runnable then, Runnable gone) {
    boolean[] left = new boolean[1];
    Handler<Throwable> leave = cause -> {
      left[0] = true;
      gone.run();
    };
    request.exceptionHandler(leave);
    request.response().exceptionHandler(leave);
    request.pause();
    verdict.onComplete(known -> context.runOnContext(v -> {
      if (!left[0]) {
        then.run();
        request.resume();
      }
    }));
  }

  private static void tell(
      HttpServerRequest request,
      Future<Verdict> verdict,
      Consumer<Caller> admitted,
      Consumer<GatewayError> refused) {
    if (verdict.result() instanceof Caller caller) {
      admitted.accept(caller);
    } else if (verdict.result() instanceof Denial why) {
      refused.accept(error(request, why));
    } else {
      refused.accept(GatewayError.internal());
    }
  }

  private static GatewayError error(HttpServerRequest request, Denial why) {
    if (why == Denial.KEYS_UNAVAILABLE) {
      request.response().putHeader("retry-after", "1");
      return GatewayError.unavailable(
          "ID token: cannot be verified yet (expected: again in a second)");
    }
    // RFC 9110, section 15.5.2: a 401 says by what scheme; RFC 6750,
    // section 3: this one with a parameter. Without, Google's SDKs try
    // to renew a credential that has nothing to be renewed with.
    request.response().putHeader("www-authenticate", "Bearer realm=\"rhumb\"");
    return GatewayError.unauthenticated(
        why == Denial.KEY_IN_QUERY
            ? "query: key is not looked at, since queries get into logs (expected: the key in a header, "
                + HEADERS + ")"
            : "credential: none that is accepted (expected: " + HEADERS + ")");
  }
}

package io.rhumb.gateway.credential;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import org.jspecify.annotations.Nullable;

/** Callers who wait for headers together, until the first of them has waited long enough. */
final class Waiters {

  private final Promise<CredentialHeaders> promise = Promise.promise();
  private final long deadlineMillis;
  private Timers.Timer timer = Timers.Timer.NONE;

  /**
   * Nobody yet.
   *
   * @param deadlineMillis when they give up, in milliseconds since the epoch
   */
  Waiters(long deadlineMillis) {
    this.deadlineMillis = deadlineMillis;
  }

  long deadlineMillis() {
    return deadlineMillis;
  }

  Future<CredentialHeaders> future() {
    return promise.future();
  }

  /** Hands over the timer of the deadline, to be cancelled by the answer. */
  void arm(Timers.Timer deadline) {
    timer = deadline;
  }

  /**
   * Answers them, once. Runs their handlers: never under a lock.
   *
   * @param headers the headers; null if there are none
   * @param problem why there are none
   */
  void answer(@Nullable CredentialHeaders headers, String problem) {
    timer.cancel();
    if (headers == null) {
      promise.tryFail(new CredentialUnavailableException(problem));
    } else {
      promise.tryComplete(headers);
    }
  }
}

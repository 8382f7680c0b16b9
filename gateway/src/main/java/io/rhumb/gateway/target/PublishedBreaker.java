package io.rhumb.gateway.target;

import io.rhumb.engine.Breaker;
import io.rhumb.engine.Breaker.Transition;
import io.vertx.circuitbreaker.CircuitBreaker;
import io.vertx.circuitbreaker.CircuitBreakerOptions;
import io.vertx.circuitbreaker.CircuitBreakerState;
import io.vertx.core.Vertx;
import java.lang.System.Logger.Level;

/**
 * Lets a vertx-circuit-breaker follow a {@link Breaker}, and logs what it tells.
 *
 * <p>Each transition gets a fresh one, because one of the library's breakers has one reset timeout for all its life, cannot go from
 * open to closed but through half-open, which takes its timer, and never cancels that: a timer of an earlier opening would turn a
 * later one half-open too early. There are few transitions, and most breakers never have one.
 *
 * <p>Thread-safe. What comes late is left out, so that in the end the last transition is the one that shows.
 */
final class PublishedBreaker implements Breaker.Listener {

  private static final System.Logger LOG = System.getLogger(PublishedBreaker.class.getName());

  private final Vertx vertx;
  private final String name;
  private CircuitBreaker current;
  private long seen;
  private boolean closed;

  PublishedBreaker(Vertx vertx, String name) {
    this.vertx = vertx;
    this.name = name;
    this.current = create(-1);
  }

  @Override
  public synchronized void onTransition(Transition transition, long number, long resetNanos) {
    if (closed || number <= seen) {
      return;
    }
    seen = number;
    if (transition == Transition.CLOSED) {
      current = create(-1);
      LOG.log(Level.INFO, "breaker {0}: closed, the target answered", name);
    } else {
      long millis = Math.max(1, resetNanos / 1_000_000);
      current = create(millis);
      current.openHandler(v -> LOG.log(
          Level.WARNING,
          "breaker {0}: open, the next probe in {1} ms",
          name,
          Long.toString(millis)));
      current.open();
    }
  }

  synchronized CircuitBreakerState state() {
    return current.state();
  }

  synchronized void close() {
    closed = true;
    current.close();
  }

  /** It only ever does what it is told: nothing is executed through it, so nothing fails there. */
  private CircuitBreaker create(long resetMillis) {
    return CircuitBreaker.create(
        name, vertx, new CircuitBreakerOptions().setResetTimeout(resetMillis));
  }
}

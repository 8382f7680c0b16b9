package io.rhumb.gateway.target;

import io.rhumb.engine.Admission;
import io.rhumb.engine.Breaker;
import io.rhumb.engine.Permit;
import io.rhumb.strategy.Availability;
import io.vertx.circuitbreaker.CircuitBreakerState;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The breaker of one target: the engine's {@link Breaker} decides, by the clock of whoever asks; a vertx-circuit-breaker holds the
 * state for the world outside and publishes its changes.
 *
 * <p>The library does not decide, since it forgets every failure at the next success and so opens on consecutive ones only, waits
 * the same time after each failed probe, and turns half-open by a timer, which on Cloud Run stands still between requests.
 *
 * <p>Thread-safe. To ask takes no lock; the library is called at a transition only.
 */
public final class BreakerAdmission implements Admission, AutoCloseable {

  private final Breaker breaker;
  private final PublishedBreaker published;

  /**
   * A closed breaker.
   *
   * @param name for the log, such as {@code fraud/us-central1}
   * @param firstReset how long it stays open the first time, jittered by a fifth; longer after each probe that fails
   * @param random jitters; used from every thread
   */
  public BreakerAdmission(Vertx vertx, String name, Duration firstReset, RandomGenerator random) {
    published = new PublishedBreaker(vertx, name);
    breaker = new Breaker(firstReset.toNanos(), random, published);
  }

  @Override
  public Availability availability(long nowNanos) {
    return breaker.availability(nowNanos);
  }

  @Override
  public @Nullable Permit admit(long nowNanos) {
    return breaker.admit(nowNanos);
  }

  @Override
  public long untilAdmittedNanos(long nowNanos) {
    return breaker.untilAdmittedNanos(nowNanos);
  }

  @Override
  public @Nullable Permit lastResort(long nowNanos) {
    return breaker.lastResort(nowNanos);
  }

  @Override
  public int lastResorts() {
    return breaker.lastResorts();
  }

  /** What is published. Half-open as soon as the library's timer has fired, or later: it decides nothing. */
  CircuitBreakerState published() {
    return published.state();
  }

  /**
   * Publishes nothing more, and starts no timer. Attempts that are under way may still end. The one timer of a breaker that is open
   * cannot be taken back; when it fires it finds nobody to tell.
   */
  @Override
  public void close() {
    published.close();
  }
}

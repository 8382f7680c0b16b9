package io.rhumb.gateway;

import io.vertx.core.Future;
import io.vertx.core.Timer;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Connects a gateway that starts to its targets, again and again until one is reached: where a network takes its time to come up, as Direct
 * VPC egress of Cloud Run does, requests go to other gateways meanwhile. Not for ever: in an outage of all targets there must be somebody
 * to say so. Thread-safe.
 */
final class Warming {

  /** How long a gateway waits for its network: "a minute or more" (Cloud Run, "Direct VPC egress"), and half of that. */
  static final Duration PATIENCE = Duration.ofSeconds(90);

  /** Between two rounds in which no target was reached (a guess). */
  static final Duration PAUSE = Duration.ofSeconds(1);

  private final Vertx vertx;
  private final LongSupplier clock;
  private final long pauseMillis;
  private final long patientUntil;
  private volatile boolean stopped;
  private volatile @Nullable Timer pause;
  private volatile Optional<String> whyNot = Optional.of("connecting to targets");

  /**
   * Nothing is connected yet.
   *
   * @param clock monotonic, in nanoseconds
   * @param pause between two rounds in which no target was reached
   */
  Warming(Vertx vertx, LongSupplier clock, Duration pause, Duration patience) {
    this.vertx = vertx;
    this.clock = clock;
    this.pauseMillis = pause.toMillis();
    this.patientUntil = clock.getAsLong() + patience.toNanos();
  }

  /**
   * Begins.
   *
   * @param connect connects to the targets, and tells whether any was reached; never fails
   * @return completes when no other round follows
   */
  Future<Void> start(Supplier<Future<Boolean>> connect) {
    return connect.get().compose(reached -> tried(reached, connect));
  }

  private Future<Void> tried(boolean reached, Supplier<Future<Boolean>> connect) {
    if (reached || clock.getAsLong() >= patientUntil) {
      whyNot = Optional.empty();
      return Future.succeededFuture();
    }
    whyNot = Optional.of("no target can be reached");
    Timer pausing = vertx.timer(pauseMillis, TimeUnit.MILLISECONDS);
    pause = pausing;
    if (stopped) {
      pausing.cancel();
    }
    return pausing.transform(
        ended -> ended.failed() || stopped ? Future.succeededFuture() : start(connect));
  }

  /** Begins no other round. Nothing waits for one any more: a timer that is left to Vert.x's end is logged as an error. */
  void stop() {
    stopped = true;
    Timer pausing = pause;
    if (pausing != null) {
      pausing.cancel();
    }
  }

  /** Why requests should go elsewhere; empty: no more. */
  Optional<String> whyNot() {
    return whyNot;
  }
}

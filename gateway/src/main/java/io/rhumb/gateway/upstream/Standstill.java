package io.rhumb.gateway.upstream;

import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.ssl.SslHandshakeTimeoutException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Bounds of one event loop that begin anew where the loop itself stood still for more than half of them (a guess): for want of a
 * processor, in a collection of garbage, because the platform had stopped the process, or because there was too much else to do.
 * That such a bound ran out says nothing of the other end, which may have answered long ago. While there is a bound to watch, and
 * only then, a timer looks; how much later than it should it comes is how long the loop stood still. To be used on that event loop.
 *
 * <p>{@link io.rhumb.gateway.telemetry.LoopLag} tells operators the same of all of the time, ten times more coarsely.
 */
final class Standstill {

  /** Well below the tenth of a second for which a container that has used up its share of the processor is stopped at a time. */
  static final long PERIOD_MILLIS = 10;

  /** How often one bound may begin anew, so that a loop that is overloaded for good still finds out what is dead (a guess). */
  static final int TIMES = 2;

  private static final long PERIOD_NANOS = PERIOD_MILLIS * 1_000_000;

  private final Vertx vertx;
  private final LongSupplier clock;

  private int watched;
  private long timer;
  private long lastTickNanos;
  private long stoodNanos;

  /**
   * A loop that is not watched.
   *
   * @param clock monotonic, in nanoseconds
   */
  Standstill(Vertx vertx, LongSupplier clock) {
    this.vertx = vertx;
    this.clock = clock;
  }

  /**
   * What becomes of a connect, which is begun again if its bound ran out while the loop stood still.
   *
   * @param again begins it again
   * @param worthwhile whether its outcome is wanted for long enough
   */
  <T> Future<T> despite(Future<T> connect, Supplier<Future<T>> again, BooleanSupplier worthwhile) {
    return despite(connect, again, worthwhile, TIMES);
  }

  private <T> Future<T> despite(
      Future<T> connect, Supplier<Future<T>> again, BooleanSupplier worthwhile, int times) {
    Mark begun = watch();
    return connect.transform(result -> {
      boolean stood = stoodSince(begun);
      return stood && times > 0 && ranOut(result.cause()) && worthwhile.getAsBoolean()
          ? despite(again.get(), again, worthwhile, times - 1)
          : connect;
    });
  }

  /** Runs something once that time has passed, of which the loop was there for half at the least, or it began anew too often. */
  void after(long millis, Runnable then) {
    after(millis, then, TIMES);
  }

  private void after(long millis, Runnable then, int times) {
    Mark begun = watch();
    vertx.setTimer(millis, id -> {
      if (stoodSince(begun) && times > 0) {
        after(millis, then, times - 1);
      } else {
        then.run();
      }
    });
  }

  private Mark watch() {
    long now = clock.getAsLong();
    if (watched++ == 0) {
      lastTickNanos = now;
      timer = vertx.setPeriodic(PERIOD_MILLIS, id -> tick());
    }
    return new Mark(now, stoodNanos(now));
  }

  private boolean stoodSince(Mark begun) {
    long now = clock.getAsLong();
    long stood = stoodNanos(now) - begun.stoodNanos();
    if (--watched == 0) {
      vertx.cancelTimer(timer);
    }
    return 2 * stood > now - begun.nanos();
  }

  /** The timer has come. */
  void tick() {
    long now = clock.getAsLong();
    stoodNanos = stoodNanos(now);
    lastTickNanos = now;
  }

  /** How long it has stood still by now. Only the timer ends a standstill: what runs at last after one is still part of it. */
  private long stoodNanos(long nowNanos) {
    return stoodNanos + Math.max(0, nowNanos - lastTickNanos - PERIOD_NANOS);
  }

  private static boolean ranOut(@Nullable Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof ConnectTimeoutException
          || cause instanceof SslHandshakeTimeoutException
          || cause instanceof TimeoutException) {
        return true;
      }
    }
    return false;
  }

  /** When a bound began, and how long the loop had stood still until then. */
  private record Mark(long nanos, long stoodNanos) {}
}

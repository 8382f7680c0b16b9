package io.rhumb.gateway.access;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The keys that one issuer signs with, fetched ahead of when they are needed: once they have reached three quarters of their age, by a
 * timer, or by a request where timers stand still. Those that there are stay in force until there are others. Thread-safe; nobody waits
 * but who needs a key that is not there.
 */
final class SigningKeys {

  private static final System.Logger LOG = System.getLogger(SigningKeys.class.getName());

  /** After a failure; a guess. */
  static final long RETRY_NANOS = Duration.ofSeconds(30).toNanos();

  /**
   * Between two fetches for keys that are not known: anybody can make up ids of keys. A key is published long before it is used, so
   * nearly always the timer has fetched it; a guess.
   */
  static final long BETWEEN_UNKNOWN_NANOS = Duration.ofSeconds(10).toNanos();

  /** The same as long as there are no keys at all, and everybody has to wait; a guess. */
  static final long BETWEEN_FIRST_NANOS = Duration.ofSeconds(1).toNanos();

  private final Vertx vertx;
  private final KeysSource source;
  private final LongSupplier clock;

  private volatile KeySet keys = KeySet.EMPTY;
  private volatile long dueNanos;
  private @Nullable Future<Void> running;
  private long unknownNotBeforeNanos;
  private long failures;
  private long timer = -1;
  private boolean closed;

  /**
   * No keys yet; {@link #current} begins to fetch them.
   *
   * @param source closed with these
   * @param clock monotonic, in nanoseconds
   */
  SigningKeys(Vertx vertx, KeysSource source, LongSupplier clock) {
    this.vertx = vertx;
    this.source = source;
    this.clock = clock;
    this.dueNanos = clock.getAsLong();
    this.unknownNotBeforeNanos = dueNanos;
  }

  /** Those in force; empty if none have come yet. Never waits. */
  KeySet current() {
    if (clock.getAsLong() - dueNanos >= 0) {
      fetchNow();
    }
    return keys;
  }

  /**
   * Fetches what may be new, because a key is not known. Joins a fetch that runs; does nothing if one was made for that reason a moment
   * ago.
   *
   * @return completes when {@link #current} may have changed; never fails
   */
  Future<Void> fetch() {
    synchronized (this) {
      if (running != null) {
        return running;
      }
      long now = clock.getAsLong();
      if (now - unknownNotBeforeNanos < 0) {
        return Future.succeededFuture();
      }
      unknownNotBeforeNanos = now + (keys.isEmpty() ? BETWEEN_FIRST_NANOS : BETWEEN_UNKNOWN_NANOS);
    }
    return fetchNow();
  }

  /** Fetches no more. */
  synchronized void close() {
    closed = true;
    vertx.cancelTimer(timer);
    source.close();
  }

  private Future<Void> fetchNow() {
    Promise<Void> done = Promise.promise();
    synchronized (this) {
      if (running != null) {
        return running;
      }
      if (closed) {
        return Future.succeededFuture();
      }
      running = done.future();
    }
    source
        .fetch()
        .map(this::take)
        .recover(failure -> Future.succeededFuture(failed(failure)))
        .onComplete(again -> {
          ended(again.result());
          done.complete();
        });
    return done.future();
  }

  private synchronized void ended(long holdsNanos) {
    dueNanos = clock.getAsLong() + holdsNanos;
    running = null;
    vertx.cancelTimer(timer);
    if (!closed) {
      timer = vertx.setTimer(Math.max(1, holdsNanos / 1_000_000), id -> current());
    }
  }

  /** When to fetch again. */
  private synchronized long take(FetchedKeys fetched) {
    // The same keys keep the tokens that they have verified.
    if (!keys.holds(fetched.keys())) {
      keys = KeySet.of(vertx, fetched.keys());
    }
    if (failures > 0) {
      LOG.log(System.Logger.Level.INFO, "ID tokens: " + source.name() + ": fetched again");
    }
    failures = 0;
    return fetched.maxAge().toNanos() / 4 * 3;
  }

  private synchronized long failed(Throwable cause) {
    failures++;
    // The first and then each that doubles their number: the log must not fill with them.
    if (Long.bitCount(failures) == 1) {
      LOG.log(
          System.Logger.Level.WARNING,
          "ID tokens: " + source.name() + ": not fetched, failure " + failures + " in a row; "
              + (keys.isEmpty() ? "none can be verified" : "those that are known stay in force")
              + ": " + cause.getMessage());
    }
    return RETRY_NANOS;
  }
}

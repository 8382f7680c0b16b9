package io.rhumb.gateway.reload;

import io.rhumb.gateway.config.GatewayConfig;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the configuration again and again, and puts what has changed into force. A change is believed when it was seen twice
 * alike, a moment apart: a file that is being written looks different the next time. One that says something else at each of many looks is
 * refused until it does not. What is refused is tried again when it changes, or what the adopter {@linkplain ConfigAdopter#basis depends
 * on}; what could not be reached also after a while. Where the CPU sleeps between requests it looks later; nothing depends on when. Thread-safe.
 */
public final class ConfigWatch {

  /** Between the two looks at a change. A guess: longer than it takes to write a file. */
  private static final long SETTLE_MILLIS = 100;

  /** So many looks in a row that bring something else each are no file that is being written. A guess. */
  private static final int RESTLESS = 20;

  /** After so long, what could not be reached is tried again (a guess). */
  private static final long RETRY_NANOS = Duration.ofSeconds(30).toNanos();

  private static final System.Logger LOG = System.getLogger(ConfigWatch.class.getName());

  private final Vertx vertx;
  private final WorkerExecutor worker;
  private final Supplier<Future<ConfigReading>> reader;
  private final ConfigAdopter adopter;
  private final ConfigHistory history;
  private final LongSupplier clock;
  private final Context context;

  private boolean stopped;
  private Future<?> running = Future.succeededFuture();
  private @Nullable ConfigReading lastSeen;
  /** Looks in a row that brought something else than the one before. */
  private int changes;

  private @Nullable ConfigReading settled;
  /** What the adopter depended on when that was tried. */
  private @Nullable Object settledBasis;

  /** Written on the worker alone. */
  private volatile @Nullable ConfigReading refused;

  private final AtomicInteger tries = new AtomicInteger();
  private long retryAtNanos = Long.MAX_VALUE;

  /**
   * A watch about to {@link #start}.
   *
   * @param reader looks at it once
   * @param worker where configurations are put into force
   * @param clock monotonic, in nanoseconds
   */
  public ConfigWatch(
      Vertx vertx,
      WorkerExecutor worker,
      Supplier<Future<ConfigReading>> reader,
      ConfigAdopter adopter,
      ConfigHistory history,
      LongSupplier clock) {
    this.vertx = vertx;
    this.worker = worker;
    this.reader = reader;
    this.adopter = adopter;
    this.history = history;
    this.clock = clock;
    this.context = vertx.getOrCreateContext();
  }

  /** Begins to look, at once and then as often as the configuration in force says. */
  public void start() {
    context.runOnContext(v -> look());
  }

  /** Ends. Completes once nobody looks any more. */
  public Future<Void> stop() {
    Promise<Void> ended = Promise.promise();
    context.runOnContext(v -> {
      stopped = true;
      running.onComplete(looked -> ended.complete());
    });
    return ended.future();
  }

  /** How often a configuration was put into force, or could not be. */
  public int tries() {
    return tries.get();
  }

  /**
   * Tries again what was refused last, in another way. To be called on the worker.
   *
   * @param otherWay puts it into force, or throws a {@link RefusedConfigException}
   * @return whether it is in force; false also if nothing is refused
   */
  public boolean adoptRefused(Consumer<GatewayConfig> otherWay) {
    ConfigReading reading = refused;
    if (reading == null) {
      return false;
    }
    try {
      otherWay.accept(reading.config().orElseThrow());
      refused = null;
      history.adopted(reading.digest());
      return true;
    } catch (RefusedConfigException still) {
      if (mayGoBetter(still)) {
        context.runOnContext(v -> retryAtNanos = clock.getAsLong() + RETRY_NANOS);
      }
    } catch (RuntimeException bug) {
      LOG.log(System.Logger.Level.ERROR, "configuration: not put into force", bug);
    }
    return false;
  }

  private void look() {
    if (stopped) {
      return;
    }
    running = reader
        .get()
        .compose(this::seen)
        .recover(failure -> {
          LOG.log(System.Logger.Level.ERROR, "configuration: not looked at", failure);
          return Future.succeededFuture(periodMillis());
        })
        .onSuccess(this::lookAfter);
  }

  private void lookAfter(long millis) {
    // Zero: somebody wants it looked at no more.
    if (millis > 0) {
      vertx.setTimer(millis, id -> look());
    }
  }

  private long periodMillis() {
    return adopter.inForce().reload().scan().toMillis();
  }

  /** In how many milliseconds to look again. */
  private Future<Long> seen(ConfigReading reading) {
    changes = reading.saysTheSameAs(lastSeen) ? 0 : changes + 1;
    lastSeen = reading;
    Object basis = adopter.basis();
    ConfigReading known = settled;
    if (known != null
        && reading.saysTheSameAs(known)
        && basis.equals(settledBasis)
        && clock.getAsLong() < retryAtNanos) {
      settled = reading;
      return reading.equals(known)
          ? Future.succeededFuture(periodMillis())
          : onWorker(() -> reword(reading));
    }
    if (changes >= RESTLESS) {
      settled = null;
      return onWorker(() -> refuseRestless(reading));
    }
    if (changes > 0) {
      return Future.succeededFuture(SETTLE_MILLIS);
    }
    settled = reading;
    settledBasis = basis;
    return worker.executeBlocking(() -> apply(reading)).map(retry -> {
      retryAtNanos = retry ? clock.getAsLong() + RETRY_NANOS : Long.MAX_VALUE;
      return periodMillis();
    });
  }

  private Future<Long> onWorker(Runnable work) {
    return worker
        .executeBlocking(() -> {
          work.run();
          return true;
        })
        .map(done -> periodMillis());
  }

  private void reword(ConfigReading reading) {
    if (refused != null) {
      refused = reading;
    }
    history.reworded(reading.digest());
  }

  private void refuseRestless(ConfigReading reading) {
    refused = null;
    history.refused(
        reading.digest(),
        ConfigPhase.PARSE,
        List.of("says something else at each look (expected: the same twice in a row)"));
  }

  /** Whether it may go better later. */
  private boolean apply(ConfigReading reading) {
    refused = null;
    tries.incrementAndGet();
    if (reading.config().isEmpty()) {
      history.refused(reading.digest(), ConfigPhase.PARSE, reading.problems());
    } else if (reading.config().get().equals(adopter.inForce())) {
      history.kept(reading.digest());
    } else {
      try {
        adopter.adopt(reading.config().get());
        history.adopted(reading.digest());
      } catch (RefusedConfigException why) {
        refused = reading;
        history.refused(reading.digest(), why.phase(), why.problems());
        return mayGoBetter(why);
      } catch (RuntimeException | Error failure) {
        history.refused(reading.digest(), ConfigPhase.BUILD, List.of(String.valueOf(failure)));
        LOG.log(System.Logger.Level.ERROR, "configuration: not put into force", failure);
        // What the process is short of, such as a thread, it may have later; a bug it will have
        // too.
        return failure instanceof Error;
      }
    }
    return false;
  }

  private static boolean mayGoBetter(RefusedConfigException why) {
    return why.phase() == ConfigPhase.PROBE;
  }
}

package io.rhumb.gateway.load;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/** A run under way: a thread that says when, and an event loop that sends, listens and counts. */
public final class LoadRun {

  private static final long PROGRESS_MILLIS = 1_000;

  private final Vertx vertx;
  private final Context context;
  private final LongSupplier clock;
  private final LoadClient client;
  private final InFlight inFlight;
  private final Recorder recorder;
  private final Promise<LoadReport> over = Promise.promise();
  private final Pacer pacer;
  private final Thread pace;
  private volatile Progress progress;
  private boolean allDue;

  private LoadRun(Vertx vertx, LoadPlan plan, LongSupplier clock) {
    long begin = clock.getAsLong();
    this.vertx = vertx;
    this.context = vertx.getOrCreateContext();
    this.clock = () -> clock.getAsLong() - begin;
    this.client = new LoadClient(vertx, plan);
    this.inFlight = new InFlight(plan.bound());
    this.recorder = new Recorder(plan);
    this.progress = Progress.none(plan);
    this.pacer = new Pacer(
        Schedule.of(plan.arrivals(), plan.perSecond(), plan.warmUpNanos(), new Random(plan.seed())),
        plan.endNanos(),
        this.clock,
        LockSupport::parkNanos,
        due -> context.runOnContext(v -> send(due)),
        () -> context.runOnContext(v -> endOfSchedule()));
    this.pace = new Thread(pacer, "rhumb-load-pace");
  }

  /**
   * Begins to send. Not to be called on an event loop.
   *
   * @param clock monotonic, in nanoseconds; read from several threads
   */
  public static LoadRun start(Vertx vertx, LoadPlan plan, LongSupplier clock) {
    LoadRun run = new LoadRun(vertx, plan, clock);
    run.context.runOnContext(v -> run.keepTelling());
    run.pace.setDaemon(true);
    run.pace.start();
    return run;
  }

  /** Completes once the last request has ended, or soon after {@link #stop}. */
  public Future<LoadReport> over() {
    return over.future();
  }

  /** How far it has come; renewed each second. Any thread. */
  public Progress progress() {
    return progress;
  }

  /** Ends it early: nothing more is sent, and what is on its way is not waited for. Any thread; repeated calls change nothing. */
  public void stop() {
    pacer.stop();
    LockSupport.unpark(pace);
    context.runOnContext(v -> finish());
  }

  private void keepTelling() {
    long timer = vertx.setPeriodic(
        PROGRESS_MILLIS, fired -> progress = recorder.progress(clock.getAsLong(), inFlight.open()));
    over.future().onComplete(done -> vertx.cancelTimer(timer));
  }

  private void send(long due) {
    recorder.due(due);
    if (!inFlight.enter()) {
      recorder.record(Shot.notSent(due, clock.getAsLong()));
      return;
    }
    new Exchange(client, clock, this::ended, due).send();
  }

  private void ended(Shot shot) {
    inFlight.leave();
    recorder.record(shot);
    finishIfDone();
  }

  private void endOfSchedule() {
    allDue = true;
    finishIfDone();
  }

  private void finishIfDone() {
    if (allDue && inFlight.open() == 0) {
      finish();
    }
  }

  private void finish() {
    if (over.future().isComplete()) {
      return;
    }
    over.complete(recorder.report(clock.getAsLong(), inFlight.most()));
    client.close();
  }
}

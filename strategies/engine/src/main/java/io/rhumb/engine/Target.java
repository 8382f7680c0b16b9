package io.rhumb.engine;

import io.rhumb.strategy.Availability;
import io.rhumb.strategy.TargetView;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * One destination and all that is known of it: how many attempts are running, how they went, whether more may start. Each
 * number is kept here once, for every strategy and every event loop. Thread-safe, without locks.
 */
public final class Target implements TargetView {

  /** What a failure costs in the latency statistics at the least. Five seconds, as linkerd charges a 429 or 5xx. */
  private static final long PENALTY_NANOS = 5_000_000_000L;

  private final String id;
  private final String region;
  private final boolean local;
  private final ProbeShare admission;
  private final LongSupplier clock;
  private final Cooldown cooldown;
  private final LatencyWindow window = new LatencyWindow();
  private final AtomicInteger inFlight = new AtomicInteger();
  private final ConcurrencyLimit limit;

  /**
   * A target of which nothing is known yet.
   *
   * @param id unique within its model
   * @param region the cloud region
   * @param local whether that is the gateway's own
   * @param admission says whether attempts may start
   * @param clock read when a strategy looks at the target; everywhere else time is a parameter
   * @param random jitters cooldowns; used from every thread
   */
  public Target(
      String id,
      String region,
      boolean local,
      Admission admission,
      LongSupplier clock,
      RandomGenerator random) {
    this.id = id;
    this.region = region;
    this.local = local;
    this.admission = new ProbeShare(admission);
    this.clock = clock;
    this.cooldown = new Cooldown(random);
    this.limit = new ConcurrencyLimit(clock.getAsLong());
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public String region() {
    return region;
  }

  @Override
  public boolean local() {
    return local;
  }

  @Override
  public Availability availability() {
    long now = clock.getAsLong();
    return cooldown.cooling(now) ? Availability.COOLING : admission.availability(now);
  }

  @Override
  public int inFlight() {
    return inFlight.get();
  }

  @Override
  public int limit() {
    return limit.limit();
  }

  @Override
  public long meanLatencyNanos() {
    return summary().meanNanos();
  }

  @Override
  public long latencyQuantileNanos(double q) {
    return summary().quantileNanos(q);
  }

  @Override
  public long latencySamples() {
    return summary().samples();
  }

  @Override
  public double errorRate() {
    return summary().errorRate();
  }

  /** What its answers take while nothing waits; 0 while that is not known. Failures do not change it. */
  long usualNanos() {
    return limit.usualNanos();
  }

  /** Whether it has no quota or capacity for now. */
  boolean throttled(long nowNanos) {
    return cooldown.throttled(nowNanos);
  }

  /** Whether it cools, for lack of quota or because it asked for that. */
  boolean cooling(long nowNanos) {
    return cooldown.cooling(nowNanos);
  }

  /** How long it is still left alone for lack of quota, or because it asked for that; 0: it is not. */
  public long cooldownNanos() {
    return cooldown.leftNanos(clock.getAsLong());
  }

  /** How long until an attempt may start, as far as is known; 0: now. */
  public long untilAdmittedNanos(long nowNanos) {
    return Math.max(cooldown.leftNanos(nowNanos), admission.untilAdmittedNanos(nowNanos));
  }

  /** Asks to start an attempt; if a permit comes back, {@link #began} and {@link #ended} must follow. */
  @Nullable
  Permit admit(long nowNanos) {
    // Whom its breaker refuses must not use up the one attempt that is let through while it warms.
    return admission.availability(nowNanos).admits() && cooldown.admit(nowNanos)
        ? admission.admit(nowNanos)
        : null;
  }

  /** Asks to start an attempt although its breaker refuses; as {@link #admit}. */
  @Nullable
  Permit lastResort(long nowNanos) {
    return admission.lastResort(nowNanos);
  }

  /** How many such attempts there have been since its breaker opened. */
  int lastResorts() {
    return admission.lastResorts();
  }

  /**
   * A request was planned that could have gone here.
   *
   * @return whether one should, to try whether the target is well again
   */
  boolean requestBegan(long nowNanos) {
    admission.requestBegan(nowNanos);
    return probeDue(nowNanos);
  }

  /** Whether an attempt should try it although others are preferred. */
  boolean probeDue(long nowNanos) {
    return admission.due(nowNanos) && !cooldown.cooling(nowNanos);
  }

  /** Whether the next attempt would be a probe. */
  boolean probeNext(long nowNanos) {
    return admission.availability(nowNanos) == Availability.PROBE_ONLY;
  }

  void began() {
    inFlight.incrementAndGet();
  }

  /**
   * Learns from an attempt.
   *
   * @param hintNanos for how long the target asked to be left alone; negative: it did not say
   */
  void ended(Attempt attempt, Outcome outcome, long hintNanos, long nowNanos) {
    int running = inFlight.getAndDecrement();
    judge(attempt, outcome, nowNanos);
    cool(outcome.cooling(), hintNanos, nowNanos);
    limit(attempt, outcome, running, nowNanos);
    switch (outcome.sample()) {
      case FIRST_BYTE -> window.latency(nowNanos, attempt.firstByteNanos());
      case ELAPSED -> window.latency(nowNanos, atLeast(attempt, outcome, nowNanos));
      case PENALTY -> window.latency(nowNanos, penalty(attempt, nowNanos));
      case NONE -> {}
    }
  }

  /**
   * Learns from an attempt whose answer has begun all that the answer's beginning tells: a stream may last for an hour, and others want to
   * know before. What its end may still tell is that the target does not work after all.
   */
  void committed(Attempt attempt, long nowNanos) {
    cool(Outcome.SUCCESS.cooling(), -1, nowNanos);
    limit.answered(attempt.firstByteNanos(), inFlight.get(), nowNanos);
    window.latency(nowNanos, attempt.firstByteNanos());
    window.attempt(nowNanos, false);
  }

  /** Learns from the end of an attempt after {@link #committed}. */
  void streamEnded(Attempt attempt, Outcome outcome, long nowNanos) {
    inFlight.getAndDecrement();
    attempt.permit().end(outcome.verdict(), nowNanos);
    if (outcome.verdict() == Outcome.Verdict.FAILURE) {
      window.failedAfterAll(nowNanos);
    }
  }

  private void judge(Attempt attempt, Outcome outcome, long nowNanos) {
    attempt.permit().end(outcome.verdict(), nowNanos);
    if (outcome.verdict() != Outcome.Verdict.NEUTRAL) {
      window.attempt(nowNanos, outcome.verdict() == Outcome.Verdict.FAILURE);
    }
  }

  /** What says something of the target's load: how long it took, or that it was too much. The rest is sickness or mishap. */
  private void limit(Attempt attempt, Outcome outcome, int running, long nowNanos) {
    switch (outcome) {
      case SUCCESS -> limit.answered(attempt.firstByteNanos(), running, nowNanos);
      case LOST, IMPATIENT -> {
        // Where nothing is known yet, the patience of a client would be taken for it.
        if (limit.usualNanos() > 0) {
          limit.answered(atLeast(attempt, outcome, nowNanos), running, nowNanos);
        }
      }
      case THROTTLED, UNAVAILABLE, TIMEOUT -> limit.dropped(running, nowNanos);
      default -> {}
    }
  }

  /**
   * All that is known of a call that was given up is that it would have taken longer. So it must not make the target look faster
   * than before; and a target that says 504 at once counts as if it had used up the time it was given.
   */
  private long atLeast(Attempt attempt, Outcome outcome, long nowNanos) {
    long floor = outcome.verdict() == Outcome.Verdict.FAILURE
        ? attempt.boundNanos()
        : Math.max(window.summary(nowNanos).meanNanos(), limit.usualNanos());
    return Math.max(floor, attempt.elapsedNanos());
  }

  private long penalty(Attempt attempt, long nowNanos) {
    return Math.max(Math.max(PENALTY_NANOS, cooldown.leftNanos(nowNanos)), attempt.elapsedNanos());
  }

  private void cool(Outcome.Cooling cooling, long hintNanos, long nowNanos) {
    switch (cooling) {
      case BEGIN -> cooldown.begin(nowNanos, hintNanos);
      case HINT_ONLY -> {
        if (hintNanos >= 0) {
          cooldown.pause(nowNanos, hintNanos);
        }
      }
      case TRICKLE -> cooldown.trickle(nowNanos);
      case END -> cooldown.end(nowNanos);
      case UNCHANGED -> {}
    }
  }

  private LatencySummary summary() {
    return window.summary(clock.getAsLong());
  }
}

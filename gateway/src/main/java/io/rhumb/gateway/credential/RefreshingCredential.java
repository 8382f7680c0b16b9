package io.rhumb.gateway.credential;

import io.vertx.core.Future;
import java.time.InstantSource;
import java.util.concurrent.RejectedExecutionException;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Headers that have to be fetched: ahead of need, one fetch at a time.
 *
 * <p>All timing is one instant, {@code dueAt}: when newer headers are worth asking for, when the next try after a
 * failure may begin, or when the fetch under way has taken too long. A timer looks at it, and so does each use, since
 * timers stand still on a machine that sleeps between requests. A use reads two volatile fields and the clock; what
 * changes is changed under the lock, and neither sources nor callers run under it.
 */
final class RefreshingCredential implements MonitoredCredential {

  private final TokenSource source;
  private final RefreshPolicy policy;
  private final InstantSource clock;
  private final Timers timers;
  private final RandomGenerator random;
  private final RefreshLog log;

  private volatile @Nullable Token token;
  private volatile long dueAt = Long.MIN_VALUE;

  private @Nullable Flight flight;
  private @Nullable Waiters waiters;
  private Timers.Timer timer = Timers.Timer.NONE;
  private long beganAt = Long.MIN_VALUE;
  private int failuresInARow;
  private boolean closed;

  RefreshingCredential(
      String name,
      TokenSource source,
      RefreshPolicy policy,
      InstantSource clock,
      Timers timers,
      RandomGenerator random) {
    this.log = new RefreshLog(name);
    this.source = source;
    this.policy = policy;
    this.clock = clock;
    this.timers = timers;
    this.random = random;
  }

  @Override
  public @Nullable CredentialHeaders current() {
    long now = clock.millis();
    if (now >= dueAt) {
      advance(now);
    }
    return livingAt(now);
  }

  /**
   * {@inheritDoc}
   *
   * <p>The answer is the refused headers themselves where there are no others: just after a fetch, or after one that
   * failed or brought the same again. To send them once more is of no use.
   */
  @Override
  public Future<CredentialHeaders> refresh(@Nullable CredentialHeaders refused) {
    CredentialHeaders current = current();
    return current != null && current != refused
        ? Future.succeededFuture(current)
        : OnCaller.bring(demand(refused));
  }

  @Override
  public CredentialStatus status() {
    return log.status(livingAt(clock.millis()) != null, token);
  }

  /** {@inheritDoc} Headers that are there stay until their end; who waits is told that none will come. */
  @Override
  public void close() {
    Waiters left;
    synchronized (this) {
      closed = true;
      flight = null;
      setDue(Token.NEVER, 0, false);
      left = leave();
    }
    answer(left, null);
  }

  private @Nullable CredentialHeaders livingAt(long now) {
    Token held = token;
    return held != null && held.livesAt(now) ? held.headers() : null;
  }

  /** Does what is due: begins a fetch, or gives up the one that has taken too long. */
  private void advance(long now) {
    Flight overdue;
    Flight begun;
    synchronized (this) {
      if (closed || now < dueAt) {
        return;
      }
      overdue = flight;
      begun = overdue == null ? begin(now) : null;
    }
    if (begun != null) {
      launch(begun);
    } else if (overdue != null) {
      giveUp(overdue);
      advance(now);
    }
  }

  /** Counts from the fetch's own deadline: after a long sleep the next may begin at once. */
  private void giveUp(Flight overdue) {
    long deadline = overdue.beganAt + policy.fetchMillis();
    if (settleFailure(overdue, deadline, "no answer within " + policy.fetchMillis() + " ms")) {
      source.abandon();
    }
  }

  private Future<CredentialHeaders> demand(@Nullable CredentialHeaders refused) {
    Flight begun = null;
    Future<CredentialHeaders> answer;
    synchronized (this) {
      long now = clock.millis();
      CredentialHeaders current = livingAt(now);
      if (current != null && current == refused && flight == null && mayForce(now)) {
        begun = begin(now);
      }
      answer = flight == null || (current != null && current != refused)
          ? atHand(current, now)
          : join(now);
    }
    if (begun != null) {
      launch(begun);
    }
    return answer;
  }

  /** A clock that was set back must not forbid it until it has caught up. */
  private boolean mayForce(long now) {
    boolean justBegun = now >= beganAt && now < beganAt + policy.forcedMillis();
    return failuresInARow == 0 && !justBegun && !closed;
  }

  /** No fetch is under way: waiting is of use only if the next one comes in time. */
  private Future<CredentialHeaders> atHand(@Nullable CredentialHeaders current, long now) {
    if (current != null) {
      return Future.succeededFuture(current);
    }
    return dueAt - now > policy.waitMillis()
        ? Future.failedFuture(new CredentialUnavailableException(log.explanation()))
        : join(now);
  }

  private Future<CredentialHeaders> join(long now) {
    Waiters joined = waiters;
    if (joined == null) {
      Waiters fresh = new Waiters(now + policy.waitMillis());
      fresh.arm(timers.after(policy.waitMillis(), () -> waitedEnough(fresh)));
      waiters = fresh;
      joined = fresh;
    }
    return joined.future();
  }

  private void waitedEnough(Waiters patient) {
    synchronized (this) {
      if (waiters != patient) {
        return;
      }
      waiters = null;
    }
    answer(patient, livingAt(clock.millis()));
  }

  private Flight begin(long now) {
    Flight begun = new Flight(now);
    flight = begun;
    beganAt = now;
    setDue(now + policy.fetchMillis(), policy.fetchMillis(), true);
    return begun;
  }

  private void launch(Flight begun) {
    try {
      source.fetch(begun);
    } catch (RejectedExecutionException e) {
      begun.failed("closed");
    } catch (OutOfMemoryError noThread) {
      // The system lets this process have no more of them; whoever asked is in the midst of a
      // request.
      begun.failed(String.valueOf(noThread.getMessage()));
    }
  }

  private void setDue(long at, long delayMillis, boolean timed) {
    dueAt = at;
    timer.cancel();
    timer = timed ? timers.after(delayMillis, () -> ring(at)) : Timers.Timer.NONE;
  }

  /** The timer counts as the truth: a wall clock that was set back meanwhile would let a token die unrenewed. */
  private void ring(long at) {
    if (dueAt == at) {
      advance(Math.max(clock.millis(), at));
    }
  }

  private void settleSuccess(Flight done, Token fetched) {
    Waiters left;
    CredentialHeaders headers;
    synchronized (this) {
      Token held = token;
      boolean late = done != flight;
      if (closed || (late && held != null && held.expiresAtMillis() >= fetched.expiresAtMillis())) {
        return;
      }
      Token next = held == null ? fetched : fetched.keepingHeadersOf(held);
      token = next;
      headers = next.headers();
      if (!late || flight == null) {
        flight = null;
        failuresInARow = 0;
        setDue(
            next.refreshAtMillis(),
            next.refreshAtMillis() - next.fetchedAtMillis(),
            next.expires());
      }
      left = leave();
    }
    log.succeeded();
    answer(left, headers);
  }

  private boolean settleFailure(Flight done, long now, String problem) {
    Waiters left = null;
    CredentialHeaders living;
    synchronized (this) {
      if (done != flight) {
        return false;
      }
      flight = null;
      failuresInARow++;
      long delay = policy.backoff().delayMillis(failuresInARow, random);
      setDue(now + delay, now + delay - clock.millis(), true);
      living = livingAt(clock.millis());
      if (living != null || (waiters != null && waiters.deadlineMillis() < dueAt)) {
        left = leave();
      }
    }
    log.failed(problem);
    answer(left, living);
    return true;
  }

  private @Nullable Waiters leave() {
    Waiters left = waiters;
    waiters = null;
    return left;
  }

  private void answer(@Nullable Waiters left, @Nullable CredentialHeaders headers) {
    if (left != null) {
      left.answer(headers, log.explanation());
    }
  }

  /** One fetch under way; its outcome counts even if it was given up, as long as it brings something newer. */
  private final class Flight implements TokenSource.Sink {

    private final long beganAt;

    Flight(long beganAt) {
      this.beganAt = beganAt;
    }

    @Override
    public void fetched(CredentialHeaders headers, long expiresAtMillis) {
      Token fetched = Token.of(headers, expiresAtMillis, clock.millis(), policy.recheckMillis());
      if (fetched.livesAt(clock.millis())) {
        settleSuccess(this, fetched);
      } else {
        failed("expired on arrival");
      }
    }

    @Override
    public void failed(String problem) {
      settleFailure(this, clock.millis(), problem);
    }
  }
}

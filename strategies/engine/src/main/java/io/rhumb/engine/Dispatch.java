package io.rhumb.engine;

import io.rhumb.strategy.AttemptKind;
import io.rhumb.strategy.RoutePlan;
import io.rhumb.strategy.Step;
import io.rhumb.strategy.Trigger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One request's run of its plan: starts attempts as their triggers come true, takes the first answer, cancels the rest, and
 * gives up when the plan, the attempts or the time are used up.
 *
 * <p>An attempt may take its configured time, but never more than half of what the request has left where another target would
 * admit an attempt by then: a target that swallows requests must not swallow the deadline too (the half is a guess).
 *
 * <p>Extra attempts start within the model's {@link Budget}. Where that is used up, what runs goes on; if nothing runs, the request
 * ends as when its attempts are used up.
 *
 * <p>Lives on one thread. Every method may call back into {@link DispatchActions} before it returns, and these may call {@link
 * #ended} in turn.
 */
public final class Dispatch {

  private static final long NEVER = Long.MAX_VALUE;
  /** A hedge that is refused is wanted still: it asks again after its delay, and this at the least. A guess. */
  private static final long HEDGE_AGAIN_NANOS = 10_000_000L;
  /**
   * Who gets no answer in four times what answers usually take would not get one by waiting: latencies spread by half are longer once in
   * a thousand. A guess.
   */
  private static final int FAIR_TIMES_USUAL = 4;
  /** A connection, a cold cache or a pause takes that long now and then, however fast the target is. A guess. */
  private static final long LEAST_FAIR_NANOS = 1_000_000_000L;
  /** Of the attempt's configured time, where nothing is known of the target: answers seldom take as long as that. A guess. */
  private static final int FAIR_PART_UNKNOWN = 4;

  private RoutePlan plan;
  private final TargetSet targets;
  private final DispatchPolicy policy;
  private final Budget budget;
  private final DispatchActions actions;
  private final List<Attempt> attempts = new ArrayList<>(2);

  private long deadlineNanos;
  private long hedgeAtNanos = NEVER;
  private long armedNanos = NEVER;
  private int nextStep;
  private int counted;
  private int running;
  private boolean retriedError;
  private boolean settled;

  /**
   * A request about to start.
   *
   * @param plan names targets of {@code targets} only
   * @param budget of all requests of the model
   */
  public Dispatch(
      RoutePlan plan,
      TargetSet targets,
      DispatchPolicy policy,
      Budget budget,
      DispatchActions actions) {
    this.plan = plan;
    this.targets = targets;
    this.policy = policy;
    this.budget = budget;
    this.actions = actions;
  }

  /** Every attempt so far, in the order in which they started. */
  public List<Attempt> attempts() {
    return Collections.unmodifiableList(attempts);
  }

  /** Starts the plan. Called once, first. */
  public void start(long nowNanos) {
    deadlineNanos = after(nowNanos, policy.timeoutNanos());
    budget.requestBegan();
    // A probe that fails costs another attempt: who has only one is spared.
    if (targets.requestBegan(nowNanos) && policy.idempotent() && policy.maxAttempts() > 1) {
      plan = DueProbe.first(plan, targets, nowNanos);
    }
    if (!launchNext(AttemptKind.PRIMARY, Extra.NONE, nowNanos) && !launchLastResort(nowNanos)) {
      giveUp(nowNanos);
    }
    arm(nowNanos);
  }

  /**
   * An attempt ended by itself. Ignored if it had been cancelled.
   *
   * @param hintNanos for how long the target asked to be left alone; negative: it did not say
   */
  public void ended(Attempt attempt, Outcome outcome, long hintNanos, long nowNanos) {
    if (!attempt.running() || (settled && !attempt.committed())) {
      return;
    }
    end(attempt, outcome, hintNanos, nowNanos);
    if (settled) {
      return;
    }
    if (outcome.mayHaveHappened() && !policy.idempotent()) {
      nextStep = plan.steps().size();
    }
    switch (outcome.next()) {
      case ANSWER -> settle(attempt, nowNanos);
      case NO -> fail(nowNanos);
      case NO_MORE -> {
        nextStep = plan.steps().size();
        hedgeAtNanos = NEVER;
        if (running == 0) {
          fail(nowNanos);
        }
      }
      case FREE -> {
        counted--;
        carryOnInPlaceOf(attempt, nowNanos);
      }
      case YES -> carryOn(nowNanos);
      case ONCE -> {
        if (retriedError) {
          nextStep = plan.steps().size();
        }
        retriedError = true;
        carryOn(nowNanos);
      }
    }
    arm(nowNanos);
  }

  /**
   * The answer of an attempt has begun, and goes to the client as it comes from here on: the other attempts are cancelled, no bound of the
   * request holds any longer, and {@link #ended} tells how the stream ended. Ignored if the attempt had been cancelled.
   */
  public void commit(Attempt attempt, long nowNanos) {
    if (settled || !attempt.running()) {
      return;
    }
    over();
    budget.end(attempt.extra(), Outcome.SUCCESS);
    attempt.commit(nowNanos);
    cancelOthers(nowNanos);
    actions.answer(attempt);
  }

  /** Time has passed. May come early, late, or for nothing. */
  public void wake(long nowNanos) {
    armedNanos = NEVER;
    if (settled) {
      return;
    }
    if (nowNanos >= deadlineNanos) {
      runOut(nowNanos);
    }
    expireAttempts(nowNanos);
    if (!settled && nowNanos >= hedgeAtNanos) {
      hedgeAtNanos = NEVER;
      if (counted < policy.maxAttempts()) {
        hedge(nowNanos);
      } else {
        actions.onHedgeSuppressed(HedgeSuppression.ATTEMPTS);
      }
    }
    arm(nowNanos);
  }

  /** The client went away: everything stops, and nobody is told. */
  public void clientGone(long nowNanos) {
    if (!settled) {
      over();
    }
    for (int i = 0; i < attempts.size(); i++) {
      Attempt attempt = attempts.get(i);
      if (attempt.running()) {
        stop(attempt, Outcome.CLIENT_GONE, nowNanos);
      }
    }
  }

  private void carryOn(long nowNanos) {
    carryOn(canLaunch(nowNanos) && launchFailover(nowNanos), nowNanos);
  }

  /** The attempt cost nobody anything, so that the next one is what it was. */
  private void carryOnInPlaceOf(Attempt attempt, long nowNanos) {
    if (!canLaunch(nowNanos)) {
      carryOn(false, nowNanos);
      return;
    }
    budget.replace(attempt.extra());
    boolean launched = launchNext(AttemptKind.FAILOVER, attempt.extra(), nowNanos);
    if (!launched) {
      budget.release(attempt.extra());
    }
    carryOn(launched, nowNanos);
  }

  private void carryOn(boolean launched, long nowNanos) {
    if (!settled && !launched && running == 0) {
      giveUp(nowNanos);
    }
  }

  /** Timers come late where the CPU sleeps, and then a failure may be heard of before the deadline is. */
  private boolean canLaunch(long nowNanos) {
    return !settled && nowNanos < deadlineNanos && counted < policy.maxAttempts();
  }

  /** Launches the next step whose target admits an attempt, if the budget allows it. */
  private boolean launchFailover(long nowNanos) {
    // What nobody would take is not charged, nor counted as refused.
    if (!anotherAdmitsBy(0, nowNanos) || !budget.admit(Extra.FAILOVER, nowNanos)) {
      return false;
    }
    boolean launched = launchNext(AttemptKind.FAILOVER, Extra.FAILOVER, nowNanos);
    if (!launched) {
      budget.release(Extra.FAILOVER);
    }
    return launched;
  }

  /**
   * Launches the next step whose target would take it, if it is worth starting; that one or none, since it is the one that was asked
   * about. A target of which it is not known whether it answers is asked about where there is no other. If none is launched it is
   * asked about again: what was missing, a budget or a target with room, may be there by then, and the request is later than ever.
   */
  private void hedge(long nowNanos) {
    int index = hedgeStep(nowNanos);
    Target target = index < 0 ? null : targets.byId(plan.steps().get(index).target());
    if (target == null) {
      actions.onHedgeSuppressed(HedgeSuppression.TARGET);
    }
    if (target == null || !hedge(index, target, nowNanos)) {
      hedgeAgain(nowNanos);
    }
  }

  private int hedgeStep(long nowNanos) {
    List<Step> steps = plan.steps();
    int probe = -1;
    for (int i = nextStep; i < steps.size(); i++) {
      Target target = targets.byId(steps.get(i).target());
      if (target != null && target.untilAdmittedNanos(nowNanos) == 0) {
        if (!target.probeNext(nowNanos)) {
          return i;
        }
        probe = probe < 0 ? i : probe;
      }
    }
    return probe;
  }

  private void hedgeAgain(long nowNanos) {
    if (nextStep < plan.steps().size()) {
      hedgeAtNanos =
          after(nowNanos, Math.max(HEDGE_AGAIN_NANOS, plan.steps().get(nextStep).delayNanos()));
    }
  }

  private boolean hedge(int index, Target target, long nowNanos) {
    if (!budget.admit(Extra.HEDGE, nowNanos)) {
      actions.onHedgeSuppressed(HedgeSuppression.BUDGET);
      return false;
    }
    boolean launched = launchHedge(index, target, nowNanos);
    if (!launched) {
      budget.release(Extra.HEDGE);
    }
    return launched;
  }

  /** The strategy is asked last: it may count what it grants. */
  private boolean launchHedge(int index, Target target, long nowNanos) {
    Step step = plan.steps().get(index);
    if (!actions.confirm(step, target)) {
      actions.onHedgeSuppressed(HedgeSuppression.STRATEGY);
      return false;
    }
    Permit permit = target.admit(nowNanos);
    if (permit == null) {
      actions.onHedgeSuppressed(HedgeSuppression.TARGET);
      return false;
    }
    nextStep = index + 1;
    launch(step, target, permit, AttemptKind.HEDGE, Extra.HEDGE, nowNanos);
    return true;
  }

  /** Launches the next step whose target admits an attempt, and with it those that wait for nothing. */
  private boolean launchNext(AttemptKind kind, Extra extra, long nowNanos) {
    List<Step> steps = plan.steps();
    while (nextStep < steps.size()) {
      Step step = steps.get(nextStep++);
      Target target = targets.byId(step.target());
      Permit permit = target == null ? null : target.admit(nowNanos);
      if (target != null && permit != null) {
        launch(step, target, permit, kind, extra, nowNanos);
        return true;
      }
    }
    return false;
  }

  /** Every target refused. One of them is asked all the same, now and then. */
  private boolean launchLastResort(long nowNanos) {
    Step step = LastResort.of(plan, targets, nowNanos);
    Target target = step == null ? null : targets.byId(step.target());
    if (step == null || target == null || !budget.lastResort(nowNanos)) {
      return false;
    }
    Permit permit = target.lastResort(nowNanos);
    if (permit != null) {
      launch(step, target, permit, AttemptKind.PRIMARY, Extra.NONE, nowNanos);
    }
    return permit != null;
  }

  private void launch(
      Step step, Target target, Permit permit, AttemptKind kind, Extra extra, long nowNanos) {
    Attempt attempt = new Attempt(
        attempts.size(),
        target,
        permit.probe() ? AttemptKind.PROBE : kind,
        extra,
        step.reason(),
        permit,
        nowNanos,
        endsBy(nowNanos));
    attempts.add(attempt);
    counted++;
    running++;
    target.began();
    int following = nextStep;
    hedgeAtNanos = policy.idempotent() && triggerOf(following) == Trigger.AFTER_DELAY_OR_FAILURE
        ? after(nowNanos, plan.steps().get(following).delayNanos())
        : NEVER;
    actions.launch(attempt);
    // Unless the launch failed at once, and the next step has been taken for that reason.
    boolean untouched = !settled && nextStep == following;
    if (untouched
        && policy.idempotent()
        && triggerOf(following) == Trigger.IMMEDIATELY
        && counted < policy.maxAttempts()) {
      launchBeside(nowNanos);
    }
  }

  /** Launches a step that waits for nothing. */
  private void launchBeside(long nowNanos) {
    if (!anotherAdmitsBy(0, nowNanos)) {
      actions.onHedgeSuppressed(HedgeSuppression.TARGET);
    } else if (!budget.admit(Extra.HEDGE, nowNanos)) {
      actions.onHedgeSuppressed(HedgeSuppression.BUDGET);
    } else if (!launchNext(AttemptKind.HEDGE, Extra.HEDGE, nowNanos)) {
      budget.release(Extra.HEDGE);
      actions.onHedgeSuppressed(HedgeSuppression.TARGET);
    }
  }

  private @Nullable Trigger triggerOf(int step) {
    return step < plan.steps().size() ? plan.steps().get(step).trigger() : null;
  }

  private long endsBy(long nowNanos) {
    long left = deadlineNanos - nowNanos;
    boolean another = policy.idempotent()
        && counted + 1 < policy.maxAttempts()
        && anotherAdmitsBy(left / 2, nowNanos);
    return nowNanos + Math.min(policy.attemptTimeoutNanos(), another ? left / 2 : left);
  }

  private boolean anotherAdmitsBy(long leftNanos, long nowNanos) {
    List<Step> steps = plan.steps();
    for (int i = nextStep; i < steps.size(); i++) {
      Target target = targets.byId(steps.get(i).target());
      if (target != null && target.untilAdmittedNanos(nowNanos) <= leftNanos) {
        return true;
      }
    }
    return false;
  }

  private void expireAttempts(long nowNanos) {
    for (int i = 0; i < attempts.size(); i++) {
      Attempt attempt = attempts.get(i);
      if (attempt.running() && nowNanos >= attempt.endsByNanos()) {
        stop(attempt, timeoutOf(attempt), nowNanos);
        if (!policy.idempotent()) {
          nextStep = plan.steps().size();
        }
        carryOn(nowNanos);
      }
    }
  }

  private void runOut(long nowNanos) {
    over();
    for (int i = 0; i < attempts.size() && running > 0; i++) {
      Attempt attempt = attempts.get(i);
      if (attempt.running()) {
        stop(attempt, timeoutOf(attempt), nowNanos);
      }
    }
    Attempt lastWord = lastWord();
    if (lastWord != null) {
      actions.answer(lastWord);
    } else {
      actions.fail(DispatchFailure.of(DispatchFailure.Reason.DEADLINE_EXCEEDED, targets, nowNanos));
    }
  }

  /** Only a client that left the attempt no fair chance takes the blame off the target. */
  private Outcome timeoutOf(Attempt attempt) {
    boolean unfair = attempt.boundNanos() < fairNanos(attempt.destination());
    return policy.impatient() && unfair ? Outcome.IMPATIENT : Outcome.TIMEOUT;
  }

  private long fairNanos(Target target) {
    long whole = policy.attemptTimeoutNanos();
    long usual = target.usualNanos();
    long fair = usual > 0 ? FAIR_TIMES_USUAL * usual : whole / FAIR_PART_UNKNOWN;
    return Math.min(whole, Math.max(LEAST_FAIR_NANOS, fair));
  }

  private void giveUp(long nowNanos) {
    Attempt lastWord = lastWord();
    if (lastWord != null) {
      settle(lastWord, nowNanos);
    } else {
      fail(nowNanos);
    }
  }

  /**
   * What a target said although it was taken for a reason to ask others. A 500 tells the client more than we could: the model's own
   * error. A 404 does if nobody said anything else.
   */
  private @Nullable Attempt lastWord() {
    boolean nowhere = true;
    for (int i = attempts.size() - 1; i >= 0; i--) {
      if (attempts.get(i).outcome() == Outcome.INTERNAL_ERROR) {
        return attempts.get(i);
      }
      nowhere &= attempts.get(i).outcome() == Outcome.NOT_FOUND;
    }
    return nowhere && !attempts.isEmpty() ? attempts.get(attempts.size() - 1) : null;
  }

  private void settle(Attempt answer, long nowNanos) {
    over();
    cancelOthers(nowNanos);
    actions.answer(answer);
  }

  private void fail(long nowNanos) {
    over();
    cancelOthers(nowNanos);
    actions.fail(DispatchFailure.of(attempts, targets, nowNanos));
  }

  private void over() {
    settled = true;
    budget.requestEnded();
  }

  private void cancelOthers(long nowNanos) {
    for (int i = 0; i < attempts.size() && running > 0; i++) {
      Attempt attempt = attempts.get(i);
      if (attempt.running() && !attempt.committed()) {
        stop(attempt, attempt.index() == 0 ? Outcome.LOST : Outcome.LOST_EXTRA, nowNanos);
      }
    }
  }

  private void stop(Attempt attempt, Outcome outcome, long nowNanos) {
    end(attempt, outcome, -1, nowNanos);
    actions.cancel(attempt);
  }

  private void end(Attempt attempt, Outcome outcome, long hintNanos, long nowNanos) {
    running--;
    if (!attempt.committed()) {
      budget.end(attempt.extra(), outcome);
    }
    attempt.end(outcome, hintNanos, nowNanos);
    actions.onEnded(attempt);
  }

  private void arm(long nowNanos) {
    if (settled) {
      return;
    }
    long at = Math.min(deadlineNanos, hedgeAtNanos);
    for (int i = 0; i < attempts.size(); i++) {
      Attempt attempt = attempts.get(i);
      if (attempt.running()) {
        at = Math.min(at, attempt.endsByNanos());
      }
    }
    if (at < armedNanos) {
      armedNanos = at;
      actions.wakeAt(Math.max(at, nowNanos + 1));
    }
  }

  private static long after(long nowNanos, long delayNanos) {
    return delayNanos > NEVER - nowNanos ? NEVER : nowNanos + delayNanos;
  }
}

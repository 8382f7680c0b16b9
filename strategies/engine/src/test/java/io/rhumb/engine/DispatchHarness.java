package io.rhumb.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.rhumb.strategy.AttemptKind;
import io.rhumb.strategy.RoutePlan;
import io.rhumb.strategy.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * The surroundings of one {@link Dispatch}: a clock that the test moves, and a log of what was asked for and when, in
 * milliseconds. Strict: what no dispatch may ask for fails the test there and then.
 */
final class DispatchHarness implements DispatchActions {

  private static final long NEVER = Long.MAX_VALUE;

  private final Map<String, TestAdmission> admissions = new LinkedHashMap<>();
  private final List<Target> targets = new ArrayList<>();
  private final List<String> log = new ArrayList<>();
  private final List<Attempt> launched = new ArrayList<>();
  private final List<Attempt> ended = new ArrayList<>();
  private final List<HedgeSuppression> suppressed = new ArrayList<>();
  private final List<Attempt> cancelled = new ArrayList<>();
  private DispatchPolicy policy = new DispatchPolicy(ms(10_000), false, ms(10_000), 3);
  private final Budget budget = new Budget(BudgetPolicy.DEFAULT, 0);
  private Consumer<Attempt> onLaunch = attempt -> {};
  private Predicate<Step> confirms = step -> true;
  private Consumer<Attempt> onCancel = attempt -> {};
  private Dispatch dispatch;
  private DispatchFailure failure;
  private Attempt answer;
  private boolean clientGone;
  private long wakeAtNanos = NEVER;
  private long nowNanos;

  DispatchHarness(String... ids) {
    for (String id : ids) {
      TestAdmission admission = new TestAdmission();
      admissions.put(id, admission);
      targets.add(new Target(id, id, false, admission, () -> nowNanos, new Random(1)));
    }
  }

  static long ms(long millis) {
    return Duration.ofMillis(millis).toNanos();
  }

  DispatchHarness policy(long timeoutMs, long attemptTimeoutMs, int maxAttempts) {
    policy = new DispatchPolicy(ms(timeoutMs), false, ms(attemptTimeoutMs), maxAttempts);
    return this;
  }

  DispatchHarness policy(DispatchPolicy other) {
    policy = other;
    return this;
  }

  DispatchHarness maxAttempts(int most) {
    return policy(
        new DispatchPolicy(policy.timeoutNanos(), false, policy.attemptTimeoutNanos(), most));
  }

  /** Runs inside {@link #launch}. */
  DispatchHarness onLaunch(Consumer<Attempt> what) {
    onLaunch = what;
    return this;
  }

  /** Ends the attempts on a target before {@link #launch} returns. */
  DispatchHarness endAtLaunch(String id, Outcome outcome) {
    return onLaunch(onLaunch.andThen(attempt -> {
      if (attempt.target().equals(id)) {
        end(attempt, outcome, -1);
      }
    }));
  }

  /** Answers {@link #confirm}. */
  DispatchHarness confirms(Predicate<Step> what) {
    confirms = what;
    return this;
  }

  /** Runs inside {@link #cancel}. */
  DispatchHarness onCancel(Consumer<Attempt> what) {
    onCancel = what;
    return this;
  }

  /** Why hedges did not start, one after the other. */
  List<HedgeSuppression> suppressed() {
    return suppressed;
  }

  TestAdmission admission(String id) {
    return admissions.get(id);
  }

  Target target(String id) {
    return targets.stream().filter(t -> t.id().equals(id)).findFirst().orElseThrow();
  }

  TargetSet targetSet() {
    return new TargetSet(targets);
  }

  /** Has the target say that it has no quota. */
  void throttle(String id, long forMs) {
    askForRest(id, Outcome.THROTTLED, forMs);
  }

  /** Has the target ask to be left alone for another reason. */
  void pause(String id, long forMs) {
    askForRest(id, Outcome.UNAVAILABLE, forMs);
  }

  private void askForRest(String id, Outcome outcome, long forMs) {
    Target target = target(id);
    Permit permit = target.admit(nowNanos);
    target.began();
    Attempt attempt =
        new Attempt(0, target, AttemptKind.PRIMARY, Extra.NONE, "", permit, nowNanos, nowNanos);
    attempt.end(outcome, ms(forMs), nowNanos);
  }

  /** Has the target answer so often before, one after the other. */
  DispatchHarness answered(String id, int times, long eachMs) {
    for (int i = 0; i < times; i++) {
      Target target = target(id);
      Permit permit = target.admit(nowNanos);
      target.began();
      Attempt attempt = new Attempt(
          0, target, AttemptKind.PRIMARY, Extra.NONE, "", permit, nowNanos, nowNanos + ms(eachMs));
      sleep(eachMs);
      attempt.end(Outcome.SUCCESS, -1, nowNanos);
    }
    return this;
  }

  /** Forgets the request that was, but not what the targets learned from it. */
  DispatchHarness again() {
    answer = null;
    failure = null;
    clientGone = false;
    wakeAtNanos = NEVER;
    log.clear();
    launched.clear();
    ended.clear();
    cancelled.clear();
    return this;
  }

  /** All targets, each when the one before it failed. */
  void startInOrder() {
    List<Step> steps = new ArrayList<>();
    for (Target target : targets) {
      steps.add(
          steps.isEmpty() ? Step.immediately(target.id(), "") : Step.onFailure(target.id(), ""));
    }
    start(steps.toArray(Step[]::new));
  }

  void start(Step... steps) {
    dispatch = new Dispatch(RoutePlan.of(steps), targetSet(), policy, budget, this);
    dispatch.start(nowNanos);
  }

  void commit(String id) {
    dispatch.commit(attempt(id), nowNanos);
  }

  void end(String id, Outcome outcome) {
    end(id, outcome, -1);
  }

  void end(String id, Outcome outcome, long hintNanos) {
    end(attempt(id), outcome, hintNanos);
  }

  void end(Attempt attempt, Outcome outcome, long hintNanos) {
    dispatch.ended(attempt, outcome, hintNanos, nowNanos);
  }

  /** The latest attempt on a target. */
  Attempt attempt(String id) {
    return launched.stream()
        .filter(attempt -> attempt.target().equals(id))
        .reduce((first, second) -> second)
        .orElseThrow(() -> new AssertionError(id + ": never launched"));
  }

  /** Moves the clock, and wakes the dispatch whenever it wished to be. */
  void advance(long millis) {
    long until = nowNanos + ms(millis);
    while (wakeAtNanos <= until) {
      nowNanos = wakeAtNanos;
      wake();
    }
    nowNanos = until;
  }

  /** Moves the clock, and lets no timer fire. */
  void sleep(long millis) {
    nowNanos += ms(millis);
  }

  void wake() {
    wakeAtNanos = NEVER;
    dispatch.wake(nowNanos);
  }

  void clientGone() {
    clientGone = true;
    dispatch.clientGone(nowNanos);
  }

  Budget budget() {
    return budget;
  }

  long nowNanos() {
    return nowNanos;
  }

  long wakeAtNanos() {
    return wakeAtNanos;
  }

  Dispatch dispatch() {
    return dispatch;
  }

  List<Attempt> launched() {
    return launched;
  }

  List<String> log() {
    return log;
  }

  DispatchFailure failure() {
    assertThat(failure).as("the failure; log: %s", log).isNotNull();
    return failure;
  }

  Attempt answer() {
    return answer;
  }

  boolean settled() {
    return answer != null || failure != null || clientGone;
  }

  /** Nothing is left behind: each attempt ended once, each permit was given back, nothing is in flight. */
  void assertNothingLeft() {
    assertThat(settled()).as("settled; log: %s", log).isTrue();
    assertThat(ended).as("log: %s", log).containsExactlyInAnyOrderElementsOf(launched);
    for (Target target : targets) {
      assertThat(target.inFlight())
          .as("in flight: %s; log: %s", target.id(), log)
          .isZero();
      TestAdmission admission = admission(target.id());
      assertThat(admission.verdicts()).as("log: %s", log).hasSize(admission.permits());
    }
  }

  @Override
  public boolean confirm(Step step, Target target) {
    requireUnsettled("confirm");
    assertThat(target.id()).isEqualTo(step.target());
    assertThat(target.untilAdmittedNanos(nowNanos)).isZero();
    return confirms.test(step);
  }

  @Override
  public void onHedgeSuppressed(HedgeSuppression why) {
    suppressed.add(why);
  }

  @Override
  public void launch(Attempt attempt) {
    requireUnsettled("launch");
    assertThat(launched).doesNotContain(attempt);
    assertThat(launched).hasSize(attempt.index());
    launched.add(attempt);
    note("launch " + attempt.target() + " " + attempt.kind());
    onLaunch.accept(attempt);
  }

  @Override
  public void cancel(Attempt attempt) {
    assertThat((answer == null && failure == null) || attempt.committed())
        .as("cancel after the answer")
        .isTrue();
    assertThat(launched).contains(attempt);
    assertThat(cancelled).doesNotContain(attempt);
    assertThat(ended).as("ended before it is cancelled").contains(attempt);
    cancelled.add(attempt);
    note("cancel " + attempt.target());
    onCancel.accept(attempt);
  }

  @Override
  public void wakeAt(long atNanos) {
    requireUnsettled("wakeAt");
    assertThat(atNanos).as("wakeAt").isGreaterThan(nowNanos);
    wakeAtNanos = atNanos;
  }

  @Override
  public void onEnded(Attempt attempt) {
    assertThat((answer == null && failure == null) || attempt.committed())
        .as("an end after the answer")
        .isTrue();
    assertThat(launched).contains(attempt);
    assertThat(ended).doesNotContain(attempt);
    ended.add(attempt);
    note("ended " + attempt.target() + " " + attempt.outcome());
  }

  @Override
  public void answer(Attempt attempt) {
    requireUnsettled("answer");
    assertThat(ended.contains(attempt)).isNotEqualTo(attempt.committed());
    assertThat(cancelled).doesNotContain(attempt);
    answer = attempt;
    note("answer " + attempt.target());
    wakeAtNanos = NEVER;
  }

  @Override
  public void fail(DispatchFailure why) {
    requireUnsettled("fail");
    failure = why;
    note("fail " + why.reason());
    wakeAtNanos = NEVER;
  }

  private void requireUnsettled(String action) {
    assertThat(settled()).as("%s after settlement; log: %s", action, log).isFalse();
  }

  private void note(String what) {
    log.add(nowNanos / 1_000_000 + " " + what);
  }
}

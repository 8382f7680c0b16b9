package io.rhumb.engine;

import io.rhumb.strategy.RoutePlan;
import io.rhumb.strategy.Step;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.function.Function;

/** Many requests over the same targets and with the same budget, in time that jumps from event to event. */
final class Traffic {

  /** How a target treats an attempt: the outcome, and after how long. */
  record Treatment(Outcome outcome, long afterNanos) {}

  private record Event(long atNanos, long number, Runnable what) {}

  private static final DispatchPolicy POLICY =
      new DispatchPolicy(30_000_000_000L, false, 10_000_000_000L, 3);

  private final PriorityQueue<Event> events =
      new PriorityQueue<>(Comparator.comparingLong(Event::atNanos).thenComparing(Event::number));
  private final Budget budget = new Budget(BudgetPolicy.DEFAULT, 0);
  private final TargetSet targets;
  private Function<Attempt, Treatment> world;
  private long nowNanos;
  private long scheduled;
  private long requests;
  private long attempts;
  private long answers;
  private int running;
  private int mostRunning;

  /** With breakers or without; the targets are tried in the given order. */
  Traffic(Function<String, Admission> admission, String... ids) {
    List<Target> all = new ArrayList<>();
    for (String id : ids) {
      all.add(new Target(id, id, false, admission.apply(id), () -> nowNanos, new Random(1)));
    }
    targets = new TargetSet(all);
  }

  /** From now on. */
  Traffic world(Function<Attempt, Treatment> treatment) {
    world = treatment;
    return this;
  }

  /** Lets requests arrive evenly, and runs until the last of them has arrived. */
  void send(int perSecond, int seconds) {
    long gap = 1_000_000_000L / perSecond;
    long start = nowNanos;
    for (int i = 0; i < perSecond * seconds; i++) {
      at(start + i * gap, () -> new Request().start());
    }
    runUntil(start + seconds * 1_000_000_000L);
  }

  /** Lets requests arrive all at once. */
  void sendAtOnce(int count) {
    for (int i = 0; i < count; i++) {
      new Request().start();
    }
  }

  void runUntil(long nanos) {
    while (!events.isEmpty() && events.peek().atNanos() <= nanos) {
      Event next = events.remove();
      nowNanos = Math.max(nowNanos, next.atNanos());
      next.what().run();
    }
    nowNanos = nanos;
  }

  void finish() {
    finishWithin(60_000_000_000L);
  }

  void finishWithin(long nanos) {
    runUntil(nowNanos + nanos);
  }

  /** Forgets what was counted. */
  void count() {
    requests = 0;
    attempts = 0;
    answers = 0;
    mostRunning = running;
  }

  long nowNanos() {
    return nowNanos;
  }

  Budget budget() {
    return budget;
  }

  long requests() {
    return requests;
  }

  long attempts() {
    return attempts;
  }

  long answers() {
    return answers;
  }

  int mostRunning() {
    return mostRunning;
  }

  private void at(long nanos, Runnable what) {
    events.add(new Event(nanos, scheduled++, what));
  }

  private final class Request implements DispatchActions {

    private final Dispatch dispatch;
    private long wakeNanos;

    Request() {
      List<Step> steps = new ArrayList<>();
      for (int i = 0; i < targets.size(); i++) {
        String id = targets.get(i).id();
        steps.add(i == 0 ? Step.immediately(id, "") : Step.onFailure(id, ""));
      }
      dispatch =
          new Dispatch(RoutePlan.of(steps.toArray(Step[]::new)), targets, POLICY, budget, this);
    }

    void start() {
      requests++;
      dispatch.start(nowNanos);
    }

    @Override
    public boolean confirm(Step step, Target target) {
      return true;
    }

    @Override
    public void launch(Attempt attempt) {
      attempts++;
      mostRunning = Math.max(mostRunning, ++running);
      Treatment treatment = world.apply(attempt);
      at(
          nowNanos + treatment.afterNanos(),
          () -> dispatch.ended(attempt, treatment.outcome(), -1, nowNanos));
    }

    @Override
    public void cancel(Attempt attempt) {}

    @Override
    public void wakeAt(long atNanos) {
      wakeNanos = atNanos;
      at(atNanos, () -> {
        if (wakeNanos == atNanos) {
          dispatch.wake(nowNanos);
        }
      });
    }

    @Override
    public void onEnded(Attempt attempt) {
      running--;
    }

    @Override
    public void answer(Attempt attempt) {
      wakeNanos = -1;
      answers += attempt.outcome() == Outcome.SUCCESS ? 1 : 0;
    }

    @Override
    public void fail(DispatchFailure failure) {
      wakeNanos = -1;
    }
  }
}

package io.rhumb.simulator;

import io.rhumb.engine.Attempt;
import io.rhumb.engine.Dispatch;
import io.rhumb.engine.DispatchActions;
import io.rhumb.engine.DispatchFailure;
import io.rhumb.engine.Outcome;
import io.rhumb.engine.Target;
import io.rhumb.strategy.RoutePlan;
import io.rhumb.strategy.Step;
import java.util.ArrayList;
import java.util.List;

/** One request from its arrival to its answer. Fires when its dispatch wants to be woken. */
final class Exchange implements DispatchActions, Event {

  private final Gateway gateway;
  private final long number;
  private final long arrivedNanos;
  private final Dispatch dispatch;
  /** By the index of their attempt. */
  private final List<Call> calls = new ArrayList<>(1);

  private boolean done;

  Exchange(Gateway gateway, long number, RoutePlan plan, long nowNanos) {
    this.gateway = gateway;
    this.number = number;
    this.arrivedNanos = nowNanos;
    this.dispatch = new Dispatch(plan, gateway.targets(), gateway.policy(), gateway.budget(), this);
  }

  long number() {
    return number;
  }

  long arrivedNanos() {
    return arrivedNanos;
  }

  Gateway gateway() {
    return gateway;
  }

  List<Call> calls() {
    return calls;
  }

  void start(long nowNanos) {
    dispatch.start(nowNanos);
  }

  /** An answer, or word of a failure, is back. */
  void returned(Call call, long nowNanos) {
    if (call.outcome() == Outcome.SUCCESS) {
      call.attempt().firstByte(nowNanos);
    }
    dispatch.ended(call.attempt(), call.outcome(), -1, nowNanos);
  }

  /** A server takes so long for it. */
  void worked(long nanos) {
    if (gateway.recorder().measured(this)) {
      gateway.recorder().worked(nanos);
    }
  }

  @Override
  public void fire(long nowNanos) {
    if (!done) {
      dispatch.wake(nowNanos);
    }
  }

  @Override
  public boolean confirm(Step step, Target target) {
    return gateway.planner().confirm(step, target);
  }

  @Override
  public void launch(Attempt attempt) {
    Call call = gateway.call(this, attempt);
    calls.add(call);
    call.region().send(call);
  }

  @Override
  public void cancel(Attempt attempt) {
    Call call = calls.get(attempt.index());
    gateway.events().at(gateway.now() + call.oneWayNanos(), now -> call.region()
        .abandon(call, now));
  }

  @Override
  public void wakeAt(long atNanos) {
    gateway.events().at(atNanos, this);
  }

  @Override
  public void onEnded(Attempt attempt) {
    gateway.planner().onAttempt(attempt);
  }

  @Override
  public void answer(Attempt attempt) {
    end();
    gateway.recorder().answered(this, calls.get(attempt.index()), gateway.now());
  }

  @Override
  public void fail(DispatchFailure failure) {
    end();
    gateway.recorder().failed(this, failure.reason(), gateway.now());
  }

  private void end() {
    if (done) {
      throw new IllegalStateException("request " + number + ": ended twice");
    }
    done = true;
  }
}

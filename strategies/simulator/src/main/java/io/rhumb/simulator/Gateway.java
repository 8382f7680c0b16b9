package io.rhumb.simulator;

import io.rhumb.engine.Attempt;
import io.rhumb.engine.Budget;
import io.rhumb.engine.DispatchPolicy;
import io.rhumb.engine.Planner;
import io.rhumb.engine.Target;
import io.rhumb.engine.TargetSet;

/** A gateway and its clients. Fires when the next of their requests arrives. */
final class Gateway implements Event {

  /** Requests of one gateway are numbered from here, so that each has a number of its own. */
  private static final int NUMBER_BITS = 40;

  private final int index;
  private final Links links;
  private final TargetSet targets;
  private final Planner planner;
  private final DispatchPolicy policy;
  private final Budget budget;
  private final Arrivals arrivals;
  private final EventQueue events;
  private final Recorder recorder;

  Gateway(
      int index,
      Links links,
      TargetSet targets,
      Planner planner,
      DispatchPolicy policy,
      Budget budget,
      Arrivals arrivals,
      EventQueue events,
      Recorder recorder) {
    this.index = index;
    this.links = links;
    this.targets = targets;
    this.planner = planner;
    this.policy = policy;
    this.budget = budget;
    this.arrivals = arrivals;
    this.events = events;
    this.recorder = recorder;
  }

  int index() {
    return index;
  }

  /** The index of the gateway at which a request arrived. */
  static int indexOf(long request) {
    return (int) (request >>> NUMBER_BITS);
  }

  TargetSet targets() {
    return targets;
  }

  Planner planner() {
    return planner;
  }

  DispatchPolicy policy() {
    return policy;
  }

  Budget budget() {
    return budget;
  }

  EventQueue events() {
    return events;
  }

  Recorder recorder() {
    return recorder;
  }

  long now() {
    return events.nowNanos();
  }

  /** Attempts that are running. */
  int inFlight() {
    int sum = 0;
    for (int i = 0; i < targets.size(); i++) {
      sum += targets.get(i).inFlight();
    }
    return sum;
  }

  /** Schedules the first arrival. */
  void open() {
    scheduleNext();
  }

  @Override
  public void fire(long nowNanos) {
    long number = ((long) index << NUMBER_BITS) + arrivals.taken();
    scheduleNext();
    SimulatedRequest request = new SimulatedRequest(number, policy.timeoutNanos());
    recorder.arrived(nowNanos);
    new Exchange(this, number, planner.plan(request, targets), nowNanos).start(nowNanos);
  }

  private void scheduleNext() {
    long next = arrivals.next();
    if (next >= 0) {
      events.at(next, this);
    }
  }

  /** The call that an attempt makes. */
  Call call(Exchange exchange, Attempt attempt) {
    int link = indexOf(attempt.destination());
    return new Call(exchange, attempt, links.region(link), links.oneWayNanos(link));
  }

  /** Whether a call stays in the region of this gateway. */
  boolean local(Call call) {
    return call.attempt().destination().local();
  }

  private int indexOf(Target target) {
    int i = 0;
    while (targets.get(i) != target) {
      i++;
    }
    return i;
  }
}

package io.rhumb.simulator;

import io.rhumb.engine.Outcome;
import io.rhumb.simulator.scenario.Condition;
import io.rhumb.simulator.scenario.Condition.Reach;
import io.rhumb.simulator.scenario.Failing;
import io.rhumb.simulator.scenario.RegionSpec;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * A pool of servers behind one queue, first come first served. A call that nobody wants any more leaves the queue;
 * one that is being served is served to its end, since a model server does not look whether its client is still
 * there.
 */
final class Region {

  private final int index;
  private final RegionSpec spec;
  private final EventQueue events;
  private final ServiceLuck luck;
  private final Quota quota = new Quota();
  private final RegionMeter meter = new RegionMeter();
  private final List<Call> inTransit = new ArrayList<>();
  private final List<Call> served = new ArrayList<>();
  private final ArrayDeque<Call> queue = new ArrayDeque<>();
  private Condition condition = Condition.WELL;

  Region(int index, RegionSpec spec, EventQueue events, ServiceLuck luck) {
    this.index = index;
    this.spec = spec;
    this.events = events;
    this.luck = luck;
  }

  /** Its place among the regions of the scenario. */
  int index() {
    return index;
  }

  RegionSpec spec() {
    return spec;
  }

  ServiceLuck luck() {
    return luck;
  }

  RegionMeter meter() {
    return meter;
  }

  Quota quota() {
    return quota;
  }

  Condition condition() {
    return condition;
  }

  /** Calls that are on their way to it. */
  List<Call> inTransit() {
    return inTransit;
  }

  /** Calls that are being served, in no order. */
  List<Call> served() {
    return served;
  }

  /** Calls that wait, first come first. */
  Iterable<Call> queue() {
    return queue;
  }

  /** From now on. Who is inside of a region that goes down loses the connection. */
  void become(Condition next, long nowNanos) {
    condition = next;
    quota.set(next.quotaPerSecond(), nowNanos);
    if (next.reach() == Reach.DOWN) {
      List<Call> inside = new ArrayList<>(served);
      inside.addAll(queue);
      served.clear();
      queue.clear();
      for (Call call : inside) {
        meter.left(call.arrivesNanos(), nowNanos);
        events.at(nowNanos + call.oneWayNanos(), call.broken());
      }
    }
  }

  /** A gateway sends a call. */
  void send(Call call) {
    inTransit.add(call);
    events.at(call.arrivesNanos(), call);
  }

  /** A call gets here. */
  void arrive(Call call, long nowNanos) {
    inTransit.remove(call);
    if (condition.reach() == Reach.BLACK_HOLE) {
      call.lose();
      return;
    }
    if (condition.reach() == Reach.DOWN) {
      turnBack(call, Outcome.UNREACHABLE, 0, nowNanos);
    } else if (luck.fails(call.request(), condition.failing().share())) {
      Failing failing = condition.failing();
      turnBack(call, failing.outcome(), failing.after().toNanos(), nowNanos);
    } else if (meter.inside() >= spec.limit() || !quota.take(nowNanos)) {
      turnBack(call, Outcome.THROTTLED, 0, nowNanos);
    } else {
      enter(call, nowNanos);
    }
  }

  private void enter(Call call, long nowNanos) {
    meter.entered(nowNanos);
    if (served.size() < spec.servers()) {
      serve(call, nowNanos);
    } else {
      call.queued();
      queue.add(call);
    }
  }

  private void serve(Call call, long nowNanos) {
    long healthy = luck.serviceNanos(call.request());
    call.serve(nowNanos, Math.max(1, Math.round(healthy * condition.slowDown())));
    served.add(call);
    events.at(call.doneNanos(), call);
  }

  /** A server has done its work. */
  void served(Call call, long nowNanos) {
    served.remove(call);
    meter.left(call.arrivesNanos(), nowNanos);
    if (condition.reach() == Reach.BLACK_HOLE) {
      call.lose();
    } else {
      turnBack(call, Outcome.SUCCESS, luck.stallNanos(call.request()), nowNanos);
    }
    Call next = queue.poll();
    if (next != null) {
      serve(next, nowNanos);
    }
  }

  /** Word gets here that nobody wants the answer any more. */
  void abandon(Call call, long nowNanos) {
    if (call.stage() == Call.Stage.QUEUED && queue.remove(call)) {
      call.lose();
      meter.left(call.arrivesNanos(), nowNanos);
    }
  }

  private void turnBack(Call call, Outcome outcome, long afterNanos, long nowNanos) {
    call.turnBack(outcome);
    events.at(nowNanos + afterNanos + call.oneWayNanos(), call);
  }
}

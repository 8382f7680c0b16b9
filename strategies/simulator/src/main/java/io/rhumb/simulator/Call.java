package io.rhumb.simulator;

import io.rhumb.engine.Attempt;
import io.rhumb.engine.Outcome;

/** One attempt on its way: to the region, through it, and back. Fires when it gets to the next stage. */
final class Call implements Event {

  /** Where it is. */
  enum Stage {
    SENT,
    QUEUED,
    SERVED,
    RETURNING,
    /** No answer will come, or nobody wants it. */
    GONE
  }

  private final Exchange exchange;
  private final Attempt attempt;
  private final Region region;
  private final long oneWayNanos;
  private final long arrivesNanos;
  private Stage stage = Stage.SENT;
  private Outcome outcome = Outcome.SUCCESS;
  private long workNanos;
  private long doneNanos;

  /**
   * A call that has just been sent.
   *
   * @param oneWayNanos half a round trip
   */
  Call(Exchange exchange, Attempt attempt, Region region, long oneWayNanos) {
    this.exchange = exchange;
    this.attempt = attempt;
    this.region = region;
    this.oneWayNanos = oneWayNanos;
    this.arrivesNanos = attempt.startNanos() + oneWayNanos;
  }

  /** The number of the request, by which its luck is drawn. */
  long request() {
    return exchange.number();
  }

  Region region() {
    return region;
  }

  long oneWayNanos() {
    return oneWayNanos;
  }

  /** When it gets to the region. */
  long arrivesNanos() {
    return arrivesNanos;
  }

  /** When its service ends; only while it is served. */
  long doneNanos() {
    return doneNanos;
  }

  /** What it has cost in time of a server. */
  long workNanos() {
    return workNanos;
  }

  /** How it went, as the gateway learns once it is back. */
  Outcome outcome() {
    return outcome;
  }

  Attempt attempt() {
    return attempt;
  }

  Stage stage() {
    return stage;
  }

  @Override
  public void fire(long nowNanos) {
    switch (stage) {
      case SENT -> region.arrive(this, nowNanos);
      case SERVED -> region.served(this, nowNanos);
      case RETURNING -> {
        stage = Stage.GONE;
        exchange.returned(this, nowNanos);
      }
      case QUEUED, GONE -> {}
    }
  }

  void queued() {
    stage = Stage.QUEUED;
  }

  void serve(long nowNanos, long serviceNanos) {
    stage = Stage.SERVED;
    workNanos = serviceNanos;
    doneNanos = nowNanos + serviceNanos;
    exchange.worked(serviceNanos);
  }

  void turnBack(Outcome how) {
    stage = Stage.RETURNING;
    outcome = how;
  }

  void lose() {
    stage = Stage.GONE;
  }

  /** Its connection broke while it was inside. An event for its old stage may still come, and must find nothing. */
  Event broken() {
    stage = Stage.GONE;
    outcome = Outcome.CONNECTION_LOST;
    return now -> exchange.returned(this, now);
  }
}

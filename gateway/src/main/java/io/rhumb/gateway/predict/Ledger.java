package io.rhumb.gateway.predict;

import io.rhumb.engine.Attempt;
import io.rhumb.engine.HedgeSuppression;
import io.rhumb.engine.Planner;
import io.rhumb.engine.TargetSet;
import io.rhumb.gateway.telemetry.Course;
import io.rhumb.gateway.telemetry.RequestOutcome;
import io.rhumb.gateway.telemetry.RequestTrace;
import io.rhumb.strategy.RoutePlan;
import io.rhumb.strategy.RouteRequest;
import io.vertx.core.MultiMap;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The books of one request on its way over the targets: it counts as running until its end, and its strategy, its model's meters, its
 * trace and whoever listens are told of each attempt and of that end. Lives on one event loop.
 */
final class Ledger {

  private final Model model;
  private final Planner planner;
  private final Inbound inbound;
  private final RequestTrace trace;
  private final long startNanos;
  private @Nullable RoutePlan plan;

  /** Begins now. */
  Ledger(Model model, Planner planner, Inbound inbound, LongSupplier clock) {
    this.model = model;
    this.planner = planner;
    this.inbound = inbound;
    this.trace = inbound.trace();
    model.running().began();
    planner.began();
    this.startNanos = clock.getAsLong();
  }

  /** When it began. */
  long startNanos() {
    return startNanos;
  }

  /** Asks for the plan; if there is none to be had, the books are closed. */
  RoutePlan plan(RouteRequest seen, TargetSet targets) {
    try {
      RoutePlan made = planner.plan(seen, targets);
      plan = made;
      model.metrics().planned(made, targets);
      return made;
    } catch (Error fatal) {
      close();
      throw fatal;
    }
  }

  /** An attempt is about to start. */
  void began(Attempt attempt, String server) {
    trace.attemptBegan(attempt, model.name(), inbound.method(), server);
  }

  /** An attempt is about to be sent. */
  void sent(Attempt attempt, MultiMap headers) {
    trace.attemptSent(attempt, headers);
  }

  /**
   * An attempt ended.
   *
   * @param status that its target answered; 0 if none
   */
  void ended(Attempt attempt, int status) {
    model.metrics().attempt(attempt);
    planner.onAttempt(attempt);
    trace.attemptEnded(attempt, status);
  }

  /** A hedge of the plan did not start. */
  void suppressed(HedgeSuppression why) {
    model.metrics().hedgeSuppressed(why);
  }

  /** The request is over. */
  void ended(
      RequestOutcome outcome,
      int status,
      long requestBytes,
      long answerBytes,
      List<Attempt> attempts,
      @Nullable Attempt answeredBy) {
    close();
    Course course = plan == null ? null : new Course(plan, attempts, answeredBy);
    inbound.ended(outcome, status, requestBytes, answerBytes, course);
  }

  private void close() {
    planner.ended();
    model.running().ended();
  }
}

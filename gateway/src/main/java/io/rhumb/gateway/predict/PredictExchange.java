package io.rhumb.gateway.predict;

import io.rhumb.engine.Attempt;
import io.rhumb.engine.Dispatch;
import io.rhumb.engine.DispatchActions;
import io.rhumb.engine.DispatchFailure;
import io.rhumb.engine.HedgeSuppression;
import io.rhumb.engine.Outcome;
import io.rhumb.engine.Planner;
import io.rhumb.engine.Target;
import io.rhumb.gateway.limit.RequestShare;
import io.rhumb.gateway.predict.LoopTimers.Timer;
import io.rhumb.gateway.telemetry.RequestOutcome;
import io.rhumb.gateway.upstream.CallListener;
import io.rhumb.gateway.upstream.StreamedAnswer;
import io.rhumb.gateway.upstream.UpstreamAnswer;
import io.rhumb.gateway.upstream.UpstreamCall;
import io.rhumb.gateway.upstream.UpstreamClients;
import io.rhumb.gateway.upstream.UpstreamRequest;
import io.rhumb.gateway.upstream.UpstreamTarget;
import io.rhumb.strategy.RoutePlan;
import io.rhumb.strategy.RouteRequest;
import io.rhumb.strategy.Step;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** One client request on its way over the targets: the hands of its {@link Dispatch}. Lives on one event loop. */
final class PredictExchange implements DispatchActions {

  private final Context context;
  private final LoopTimers timers;
  private final UpstreamClients clients;
  private final LongSupplier clock;
  private final Model model;
  private final FencedTargets inside;
  private final Planner planner;
  private final UpstreamRequest request;
  private final RequestShare held;
  private final Outbound outbound;
  private final HttpServerResponse response;
  private final Dispatch dispatch;
  private final Ledger ledger;
  private final List<Call> calls = new ArrayList<>(2);
  private @Nullable Timer timer;
  private @Nullable StreamRelay relay;
  private boolean done;

  PredictExchange(
      Context context,
      LoopTimers timers,
      UpstreamClients clients,
      LongSupplier clock,
      Asked asked,
      RouteRequest seen,
      UpstreamRequest request,
      RequestShare held,
      Inbound inbound,
      Outbound outbound) {
    this.context = context;
    this.timers = timers;
    this.clients = clients;
    this.clock = clock;
    this.model = asked.model();
    this.inside = asked.inside();
    this.planner = asked.planner();
    this.request = request;
    this.held = held;
    this.outbound = outbound;
    this.response = outbound.response();
    this.ledger = new Ledger(model, planner, inbound, clock);
    RoutePlan plan = ledger.plan(seen, inside.targets());
    this.dispatch = new Dispatch(plan, inside.targets(), asked.policy(), model.budget(), this);
  }

  void start() {
    response.closeHandler(v -> clientGone());
    response.exceptionHandler(e -> clientGone());
    dispatch.start(ledger.startNanos());
  }

  @Override
  public boolean confirm(Step step, Target target) {
    return planner.confirm(step, target);
  }

  @Override
  public void launch(Attempt attempt) {
    Call call = new Call(attempt, model.upstreamOf(attempt.destination()));
    // Before it starts: it may end, and be asked for, before that returns.
    calls.add(call);
    call.start();
  }

  @Override
  public void cancel(Attempt attempt) {
    Call call = calls.get(attempt.index());
    Outcome outcome = attempt.outcome();
    if (outcome != null && outcome.lost()) {
      call.lose();
    } else {
      call.cancel();
    }
  }

  @Override
  public void wakeAt(long atNanos) {
    stopTimer();
    timer = timers.start(Math.max(0, atNanos - clock.getAsLong()), () -> {
      timer = null;
      dispatch.wake(clock.getAsLong());
    });
  }

  @Override
  public void onEnded(Attempt attempt) {
    ledger.ended(attempt, calls.get(attempt.index()).status());
  }

  @Override
  public void onHedgeSuppressed(HedgeSuppression why) {
    ledger.suppressed(why);
  }

  @Override
  public void answer(Attempt attempt) {
    Call call = calls.get(attempt.index());
    StreamedAnswer stream = call.stream;
    if (stream == null) {
      answer(call, call.answer());
    } else {
      relay(call, stream);
    }
  }

  private void answer(Call call, UpstreamAnswer answer) {
    finish(RequestOutcome.ANSWERED, answer.code(), answer.body().length(), call.attempt);
    response.setStatusCode(answer.status());
    answer.copyHeadersTo(response.headers());
    addAttempts(call.attempt.target());
    Future<Void> out =
        answer.trailers() == null ? response.end(answer.body()) : GrpcAnswer.send(response, answer);
    outbound.watch(out, () -> {
      try {
        if (out.succeeded()) {
          call.recycleAnswer();
        }
      } finally {
        release();
      }
    });
  }

  private void relay(Call call, StreamedAnswer stream) {
    stopTimer();
    response.setStatusCode(stream.status());
    stream.copyHeadersTo(response.headers());
    addAttempts(call.attempt.target());
    relay = new StreamRelay(
        timers,
        clock,
        stream,
        response,
        model.stream().stallTimeout().toNanos(),
        outbound.patienceNanos(),
        call);
    relay.start();
  }

  private void streamEnded(Attempt from, StreamRelay ended, Outcome outcome) {
    if (done) {
      return;
    }
    RequestOutcome what = RequestOutcome.ofStream(outcome);
    if (outcome == Outcome.SUCCESS) {
      finish(what, response.getStatusCode(), response.bytesWritten(), from);
      outbound.watch(overGrpc() ? ended.endWithTrailers() : ended.end(), this::release);
    } else {
      GatewayError error = FailureAnswer.ofBrokenStream(outcome, inside.nameOf(model.name()));
      finish(what, error.code(), response.bytesWritten(), from);
      if (overGrpc()) {
        outbound.watch(ended.end(error), this::release);
      } else {
        outbound.breakOff(ended.lastWords(error));
      }
    }
  }

  private boolean overGrpc() {
    return request.operation().rpc() != null;
  }

  @Override
  public void fail(DispatchFailure failure) {
    GatewayError error = FailureAnswer.of(failure, inside.nameOf(model.name()));
    finish(RequestOutcome.of(failure.reason()), error.code(), 0, null);
    addAttempts(TargetHeader.NONE);
    FailureAnswer.addRetryAfter(failure, response);
    outbound.watch(outbound.send(error), this::release);
  }

  private void clientGone() {
    if (!done) {
      done = true;
      stopTimer();
      dispatch.clientGone(clock.getAsLong());
      finish(RequestOutcome.CLIENT_GONE, Inbound.CLIENT_GONE, response.bytesWritten(), null);
    }
    release();
  }

  /**
   * An answer holds its room until it is out: a client that does not take it holds memory. By now no more attempts are made; but a target may have answered
   * ahead of the request's end, or an attempt that was given up may leave something unwritten, of which nobody tells when it is dropped.
   */
  private void release() {
    boolean requestIsOut = true;
    for (Call call : calls) {
      call.release();
      requestIsOut &= call.requestIsOut();
    }
    if (requestIsOut) {
      held.recycle();
    } else {
      held.release();
    }
  }

  private void finish(
      RequestOutcome outcome, int status, long answerBytes, @Nullable Attempt answeredBy) {
    done = true;
    stopTimer();
    if (relay != null) {
      relay.stop();
    }
    ledger.ended(
        outcome,
        status,
        request.body().bytes().length(),
        answerBytes,
        dispatch.attempts(),
        answeredBy);
  }

  private void addAttempts(String target) {
    response
        .putHeader(TargetHeader.NAME, target)
        .putHeader(AttemptsHeader.NAME, AttemptsHeader.of(dispatch.attempts()));
  }

  private void stopTimer() {
    if (timer != null) {
      timer.cancel();
      timer = null;
    }
  }

  /** The upstream call of one attempt. */
  private final class Call implements CallListener, StreamRelay.Listener {

    private final Attempt attempt;
    private final UpstreamTarget target;
    private final UpstreamCall upstream;
    private @Nullable UpstreamAnswer answer;
    private @Nullable StreamedAnswer stream;

    Call(Attempt attempt, UpstreamTarget target) {
      this.attempt = attempt;
      this.target = target;
      this.upstream = new UpstreamCall(
          context, clients, target, request, () -> attempt.endsByNanos() - clock.getAsLong(), this);
    }

    void start() {
      upstream.start();
    }

    void cancel() {
      upstream.cancel();
    }

    void lose() {
      upstream.lose();
    }

    void release() {
      upstream.release();
    }

    void recycleAnswer() {
      upstream.recycle();
    }

    boolean requestIsOut() {
      return upstream.requestIsOut();
    }

    UpstreamAnswer answer() {
      if (answer == null) {
        throw new IllegalStateException(
            "answer: none (expected: " + attempt.target() + " to have answered)");
      }
      return answer;
    }

    /** Of what the target answered; 0 if nothing. */
    int status() {
      if (stream != null) {
        return stream.status();
      }
      return answer == null ? 0 : answer.code();
    }

    @Override
    public void onStart() {
      ledger.began(attempt, target.serverName());
    }

    @Override
    public void onSend(MultiMap headers) {
      ledger.sent(attempt, headers);
    }

    @Override
    public void onFirstByte() {
      attempt.firstByte(clock.getAsLong());
    }

    @Override
    public void onStream(StreamedAnswer begun) {
      stream = begun;
      dispatch.commit(attempt, clock.getAsLong());
    }

    @Override
    public void onEnd(Outcome outcome, long hintNanos, @Nullable UpstreamAnswer received) {
      answer = received;
      dispatch.ended(attempt, outcome, hintNanos, clock.getAsLong());
      if (relay != null && stream != null) {
        streamEnded(attempt, relay, outcome);
      }
    }

    @Override
    public void onStall() {
      upstream.cancel();
      onEnd(Outcome.STREAM_STALLED, -1, null);
    }

    @Override
    public void onSlowClient() {
      outbound.giveUp();
    }
  }
}

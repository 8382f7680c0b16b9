package io.rhumb.gateway.doctor;

import io.rhumb.engine.Outcome;
import io.rhumb.gateway.config.GatewayConfig;
import io.rhumb.gateway.credential.Credential;
import io.rhumb.gateway.limit.Limits;
import io.rhumb.gateway.operation.UnreadableBodyException;
import io.rhumb.gateway.upstream.CallListener;
import io.rhumb.gateway.upstream.StreamedAnswer;
import io.rhumb.gateway.upstream.UpstreamAnswer;
import io.rhumb.gateway.upstream.UpstreamCall;
import io.rhumb.gateway.upstream.UpstreamClients;
import io.rhumb.gateway.upstream.UpstreamRequest;
import io.rhumb.gateway.upstream.UpstreamTarget;
import io.rhumb.gateway.upstream.WarmUp;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpHeaders;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Asks a target for a prediction, with the gateway's own call over the gateway's own client. To be used on one event
 * loop.
 */
final class PredictStep {

  private final Context context;
  private final UpstreamClients clients;
  private final GatewayConfig config;
  private final Limits limits;
  private final @Nullable Payload payload;
  private final Duration patience;

  /**
   * A step.
   *
   * @param payload what to ask for; null: nothing
   */
  PredictStep(
      Context context,
      UpstreamClients clients,
      GatewayConfig config,
      @Nullable Payload payload,
      Duration patience) {
    this.context = context;
    this.clients = clients;
    this.config = config;
    this.limits = new Limits(config.server().limits());
    this.payload = payload;
    this.patience = patience;
  }

  /** What came of it; never fails. */
  Future<Finding> run(Subject subject, Credential credential) {
    if (payload == null) {
      return skipped("nothing to ask for (give it with --payload FILE)");
    }
    UpstreamTarget target = new UpstreamTarget(
        subject.target(), config.upstream(), credential, subject.model().failoverOn404());
    String missing = target.missing(payload.operation());
    if (missing != null) {
      return skipped(payload.method().word() + " cannot be asked of it: it would need " + missing);
    }
    try {
      UpstreamRequest request = request(payload, subject);
      return connected(target)
          .compose(yes -> yes ? call(subject, target, request) : noConnection());
    } catch (UnreadableBodyException unreadable) {
      return Future.succeededFuture(
          Finding.failed(Step.PREDICT, 0, "payload: " + unreadable.problem(), Sign.REJECTED));
    }
  }

  private static Future<Finding> skipped(String why) {
    return Future.succeededFuture(Finding.skipped(Step.PREDICT, why));
  }

  private UpstreamRequest request(Payload asked, Subject subject) throws UnreadableBodyException {
    return new UpstreamRequest(
        asked.operation(),
        HttpHeaders.headers().add(HttpHeaders.CONTENT_TYPE, "application/json"),
        asked.body(),
        config.server().maxResponseBytes(),
        limits,
        false,
        0,
        subject.model().idempotent());
  }

  /** Ahead of the call, so that its time is that of the prediction alone. */
  private Future<Boolean> connected(UpstreamTarget target) {
    return new WarmUp(context.owner(), clients, List.of(target))
        .start()
        .map(reached -> !reached.isEmpty());
  }

  private static Future<Finding> noConnection() {
    return Future.succeededFuture(Finding.failed(
        Step.PREDICT, 0, "the gateway's own client gets no connection", Sign.NO_CONNECTION));
  }

  private Future<Finding> call(Subject subject, UpstreamTarget target, UpstreamRequest request) {
    Ending ending = new Ending(subject);
    long begun = System.nanoTime();
    long ends = begun + patience.toNanos();
    UpstreamCall call =
        new UpstreamCall(context, clients, target, request, () -> ends - System.nanoTime(), ending);
    long timer = context.owner().setTimer(Math.max(1, patience.toMillis()), id -> {
      call.cancel();
      ending.tooLate();
    });
    call.start();
    return ending.end.future().onComplete(v -> {
      context.owner().cancelTimer(timer);
      call.release();
    });
  }

  /** Waits for the end of one call. */
  private final class Ending implements CallListener {

    private final Promise<Finding> end = Promise.promise();
    private final Subject subject;
    private final long begun = System.nanoTime();

    Ending(Subject subject) {
      this.subject = subject;
    }

    void tooLate() {
      String text = "no answer within " + Amounts.latency(patience.toNanos());
      end.tryComplete(
          Finding.failed(Step.PREDICT, System.nanoTime() - begun, text, Sign.NO_ANSWER));
    }

    @Override
    public void onFirstByte() {}

    @Override
    public void onStream(StreamedAnswer stream) {}

    @Override
    public void onEnd(Outcome outcome, long hintNanos, @Nullable UpstreamAnswer answer) {
      long nanos = System.nanoTime() - begun;
      end.tryComplete(answer == null ? broken(outcome, nanos) : Reading.of(subject, answer, nanos));
    }

    private Finding broken(Outcome outcome, long nanos) {
      return switch (outcome) {
        case TOO_LARGE, NO_ROOM ->
          Finding.failed(Step.PREDICT, nanos, "the answer exceeds server.max-response", null);
        case UNAUTHENTICATED ->
          Finding.failed(Step.PREDICT, nanos, "401, also to a new token", Sign.UNAUTHENTICATED);
        default ->
          Finding.failed(
              Step.PREDICT, nanos, "the connection ended before the answer was whole", Sign.CUT);
      };
    }
  }
}

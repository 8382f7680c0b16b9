package io.rhumb.gateway.predict;

import io.rhumb.gateway.access.Caller;
import io.rhumb.gateway.config.ServerConfig;
import io.rhumb.gateway.limit.Limits;
import io.rhumb.gateway.limit.RequestShare;
import io.rhumb.gateway.operation.Operation;
import io.rhumb.gateway.operation.OperationPath;
import io.rhumb.gateway.operation.RequestBody;
import io.rhumb.gateway.operation.Rpc;
import io.rhumb.gateway.predict.BodyReader.Failure;
import io.rhumb.gateway.telemetry.RequestListener;
import io.rhumb.gateway.telemetry.RequestOutcome;
import io.rhumb.gateway.upstream.UpstreamClients;
import io.rhumb.gateway.upstream.UpstreamRequest;
import io.vertx.core.Context;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Takes a request in: match, check, read, and then on to a {@link PredictExchange}. Lives on one event loop. */
final class PredictHandler implements Handler<HttpServerRequest> {

  private final Context context;
  private final LoopTimers timers;
  private final ServerConfig config;
  private final Supplier<Models> models;
  private final UpstreamClients clients;
  private final HealthHandler health;
  private final OperatorPages pages;
  private final ModelList list;
  private final LongSupplier clock;
  private final Limits limits;
  private final BodyReader bodies;
  private final AccessGate gate;
  private final RequestListener listener;

  PredictHandler(
      Context context,
      ServerConfig config,
      Supplier<Models> models,
      UpstreamClients clients,
      HealthHandler health,
      OperatorPages pages,
      LongSupplier clock,
      Limits limits,
      RequestListener listener) {
    this.context = context;
    this.timers = new LoopTimers(context);
    this.config = config;
    this.models = models;
    this.clients = clients;
    this.health = health;
    this.pages = pages;
    this.list = new ModelList(models);
    this.clock = clock;
    this.limits = limits;
    this.listener = listener;
    this.gate = new AccessGate(context);
    this.bodies = new BodyReader(timers, config.maxRequestBytes(), limits);
  }

  @Override
  public void handle(HttpServerRequest request) {
    Inbound inbound = new Inbound(request, clock, listener);
    request.response().putHeader(RequestId.NAME, inbound.id());
    String path = request.path() == null ? "" : request.path();
    orRefuse(inbound, () -> {
      HeadCheck.checkPseudoHeaders(request);
      OperationPath match = OperationPath.match(path);
      if (match != null) {
        inbound.asks(match.operation().method().word());
        admit(inbound, caller -> predict(inbound, match, caller));
      } else if (ModelList.isAsked(path, request)) {
        inbound.asks(ModelList.WORD);
        admit(inbound, caller -> list(inbound, path, caller));
      } else if (!health.handle(path, request)
          && !pages.handle(path, request, models.get().access())) {
        throw new RefusedException(whyNone(path, request));
      }
    });
  }

  private static GatewayError whyNone(String path, HttpServerRequest request) {
    return GrpcHead.is(request)
        ? GatewayError.notImplemented(
            "method: not known here (expected: one of " + Rpc.paths() + ")")
        : GatewayError.notFound(OperationPath.whyNone(path));
  }

  private void admit(Inbound inbound, ForCaller work) {
    gate.pass(
        inbound.request(),
        models.get().access(),
        caller -> {
          inbound.from(caller.name());
          orRefuse(inbound, () -> work.run(caller));
        },
        error -> refuse(inbound, error),
        () -> inbound.ended(RequestOutcome.CLIENT_GONE, Inbound.CLIENT_GONE));
  }

  private static void orRefuse(Inbound inbound, Work work) {
    try {
      work.run();
    } catch (RefusedException refused) {
      refuse(inbound, refused.error());
    }
  }

  private void list(Inbound inbound, String path, Caller caller) throws RefusedException {
    list.answer(path, inbound.request(), caller);
    inbound.ended(RequestOutcome.ANSWERED, inbound.request().response().getStatusCode());
  }

  private void predict(Inbound inbound, OperationPath match, Caller caller)
      throws RefusedException {
    Question question = Question.of(models.get(), caller, match, inbound.request());
    question.model().ifPresent(inbound::of);
    RequestShare held = limits.enter();
    if (held == null) {
      refuseOverload(inbound, "another request");
      return;
    }
    bodies.read(
        inbound.request(),
        question.patienceNanos(),
        held.body(),
        body -> dispatch(inbound, held, question, body),
        why -> {
          held.recycle();
          refuseBody(inbound, why);
        });
  }

  private void dispatch(Inbound inbound, RequestShare held, Question question, Buffer bytes) {
    long left = question.patienceNanos() - inbound.elapsedNanos();
    if (left <= 0) {
      held.recycle();
      refuseBody(inbound, Failure.TOO_LATE);
      return;
    }
    try {
      RequestBody body = question.body(bytes);
      Asked asked = question.with(body, models.get()).within(left);
      inbound.of(asked.model().name());
      newExchange(inbound, held, asked, body).start();
    } catch (RefusedException refused) {
      held.recycle();
      refuse(inbound, refused.error());
    } catch (RuntimeException | Error broken) {
      held.release();
      if (!inbound.request().response().ended()) {
        refuse(inbound, GatewayError.internal());
      }
      throw broken;
    }
  }

  private PredictExchange newExchange(
      Inbound inbound, RequestShare held, Asked asked, RequestBody body) {
    HttpServerRequest request = inbound.request();
    Operation operation = asked.operation();
    ClientRequest seen = new ClientRequest(
        asked.model().name(),
        operation.method().word(),
        request.headers(),
        () -> held.body().released() ? Buffer.buffer() : body.bytes(),
        asked.policy().timeoutNanos());
    UpstreamRequest upstream = new UpstreamRequest(
        operation,
        request.headers(),
        body,
        config.maxResponseBytes(),
        limits,
        streams(request),
        asked.model().stream().holdBytes(),
        asked.policy().idempotent());
    Outbound outbound = new Outbound(timers, request, limits);
    return new PredictExchange(
        context, timers, clients, clock, asked, seen, upstream, held, inbound, outbound);
  }

  /** To a client of HTTP/1.0 a stream that breaks off looks like one that has ended. */
  private static boolean streams(HttpServerRequest request) {
    return request.version() != HttpVersion.HTTP_1_0;
  }

  private void refuseBody(Inbound inbound, Failure why) {
    switch (why) {
      case TOO_LARGE -> refuse(inbound, GatewayError.tooLarge(config.maxRequestBytes()));
      case NO_ROOM -> refuseOverload(inbound, "the body of the request");
      case TOO_SLOW -> refuse(inbound, GatewayError.tooSlow("body of the request"));
      case TOO_LATE ->
        refuse(
            inbound,
            GatewayError.deadlineExceeded(
                "body of the request: not whole in the time that its client gives"),
            RequestOutcome.DEADLINE_EXCEEDED);
      case GONE -> inbound.ended(RequestOutcome.CLIENT_GONE, Inbound.CLIENT_GONE);
    }
  }

  private static void refuseOverload(Inbound inbound, String what) {
    FailureAnswer.addRetryAfterOverload(inbound.request().response());
    refuse(inbound, GatewayError.overloaded(what), RequestOutcome.OVERLOADED);
  }

  private static void refuse(Inbound inbound, GatewayError error) {
    refuse(inbound, error, outcomeOf(error));
  }

  /** Who asked cannot help what the gateway lacks, such as the keys of an issuer. */
  private static RequestOutcome outcomeOf(GatewayError error) {
    return switch (error.code()) {
      case GatewayError.INTERNAL -> RequestOutcome.INTERNAL;
      case GatewayError.UNAVAILABLE -> RequestOutcome.UNAVAILABLE;
      default -> RequestOutcome.REFUSED;
    };
  }

  private static void refuse(Inbound inbound, GatewayError error, RequestOutcome outcome) {
    inbound
        .request()
        .response()
        .putHeader(TargetHeader.NAME, TargetHeader.NONE)
        .putHeader(AttemptsHeader.NAME, "");
    Refusal.send(inbound.request(), error);
    inbound.ended(outcome, error.code());
  }

  private interface Work {
    void run() throws RefusedException;
  }

  private interface ForCaller {
    void run(Caller caller) throws RefusedException;
  }
}

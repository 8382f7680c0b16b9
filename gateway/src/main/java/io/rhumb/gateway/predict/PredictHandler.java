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
import io.rhumb.gateway.upstream.UpstreamClients;
import io.rhumb.gateway.upstream.UpstreamRequest;
import io.vertx.core.Context;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Takes a request in: match, check, read, and then on to a {@link PredictExchange}. Lives on one event loop. */
final class PredictHandler implements Handler<HttpServerRequest> {

  private final Context context;
  private final ServerConfig config;
  private final Supplier<Models> models;
  private final UpstreamClients clients;
  private final HealthHandler health;
  private final ModelList list;
  private final LongSupplier clock;
  private final Limits limits;
  private final BodyReader bodies;
  private final AccessGate gate;

  PredictHandler(
      Context context,
      ServerConfig config,
      Supplier<Models> models,
      UpstreamClients clients,
      HealthHandler health,
      LongSupplier clock,
      Limits limits) {
    this.context = context;
    this.config = config;
    this.models = models;
    this.clients = clients;
    this.health = health;
    this.list = new ModelList(models);
    this.clock = clock;
    this.limits = limits;
    this.gate = new AccessGate(context);
    this.bodies = new BodyReader(context.owner(), config.maxRequestBytes(), limits);
  }

  @Override
  public void handle(HttpServerRequest request) {
    HttpServerResponse response = request.response();
    response.putHeader(RequestId.NAME, RequestId.of(request.getHeader(RequestId.NAME)));
    String path = request.path() == null ? "" : request.path();
    orRefuse(request, () -> {
      OperationPath match = OperationPath.match(path);
      if (match != null) {
        admit(request, caller -> predict(request, match, caller));
      } else if (ModelList.isAsked(path, request)) {
        admit(request, caller -> list.answer(path, request, caller));
      } else if (!health.handle(path, request)) {
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

  private void admit(HttpServerRequest request, ForCaller work) {
    gate.pass(
        request,
        models.get().access(),
        caller -> orRefuse(request, () -> work.run(caller)),
        error -> refuse(request, error));
  }

  private static void orRefuse(HttpServerRequest request, Work work) {
    try {
      work.run();
    } catch (RefusedException refused) {
      refuse(request, refused.error());
    }
  }

  private void predict(HttpServerRequest request, OperationPath match, Caller caller)
      throws RefusedException {
    Question question = Question.of(models.get(), caller, match, request);
    RequestShare held = limits.enter();
    if (held == null) {
      refuseOverload(request, "another request");
      return;
    }
    bodies.read(request, held.body(), body -> dispatch(request, held, question, body), why -> {
      held.release();
      refuseBody(request, why);
    });
  }

  private void dispatch(
      HttpServerRequest request, RequestShare held, Question question, Buffer bytes) {
    try {
      RequestBody body = question.body(bytes);
      newExchange(request, held, question.with(body, models.get()), body).start();
    } catch (RefusedException refused) {
      held.release();
      refuse(request, refused.error());
    } catch (RuntimeException | Error broken) {
      held.release();
      if (!request.response().ended()) {
        refuse(request, GatewayError.internal());
      }
      throw broken;
    }
  }

  private PredictExchange newExchange(
      HttpServerRequest request, RequestShare held, Asked asked, RequestBody body) {
    Operation operation = asked.operation();
    ClientRequest seen = new ClientRequest(
        asked.model().name(),
        operation.method().word(),
        request.headers(),
        body.bytes(),
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
    Outbound outbound = new Outbound(context.owner(), request, limits);
    return new PredictExchange(context, clients, clock, asked, seen, upstream, held, outbound);
  }

  /** To a client of HTTP/1.0 a stream that breaks off looks like one that has ended. */
  private static boolean streams(HttpServerRequest request) {
    return request.version() != HttpVersion.HTTP_1_0;
  }

  private void refuseBody(HttpServerRequest request, Failure why) {
    switch (why) {
      case TOO_LARGE -> refuse(request, GatewayError.tooLarge(config.maxRequestBytes()));
      case NO_ROOM -> refuseOverload(request, "the body of the request");
      case TOO_SLOW -> refuse(request, GatewayError.tooSlow("body of the request"));
      case GONE -> {}
    }
  }

  private static void refuseOverload(HttpServerRequest request, String what) {
    FailureAnswer.addRetryAfterOverload(request.response());
    refuse(request, GatewayError.overloaded(what));
  }

  private static void refuse(HttpServerRequest request, GatewayError error) {
    request
        .response()
        .putHeader(TargetHeader.NAME, TargetHeader.NONE)
        .putHeader(AttemptsHeader.NAME, "");
    Refusal.send(request, error);
  }

  private interface Work {
    void run() throws RefusedException;
  }

  private interface ForCaller {
    void run(Caller caller) throws RefusedException;
  }
}

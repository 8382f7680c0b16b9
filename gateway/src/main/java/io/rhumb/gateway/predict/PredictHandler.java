package io.rhumb.gateway.predict;

import io.rhumb.engine.DispatchPolicy;
import io.rhumb.engine.Planner;
import io.rhumb.gateway.config.ServerConfig;
import io.rhumb.gateway.limit.Limits;
import io.rhumb.gateway.limit.RequestShare;
import io.rhumb.gateway.predict.BodyReader.Failure;
import io.rhumb.gateway.upstream.UpstreamClients;
import io.rhumb.gateway.upstream.UpstreamRequest;
import io.vertx.core.Context;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Takes a request in: match, check, read, and then on to a {@link PredictExchange}. Lives on one event loop. */
final class PredictHandler implements Handler<HttpServerRequest> {

  private final Context context;
  private final ServerConfig config;
  private final Supplier<Models> models;
  private final UpstreamClients clients;
  private final HealthHandler health;
  private final LongSupplier clock;
  private final Limits limits;
  private final BodyReader bodies;

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
    this.clock = clock;
    this.limits = limits;
    this.bodies = new BodyReader(context.owner(), config.maxRequestBytes(), limits);
  }

  @Override
  public void handle(HttpServerRequest request) {
    HttpServerResponse response = request.response();
    response.putHeader(RequestId.NAME, RequestId.of(request.getHeader(RequestId.NAME)));
    String path = request.path();
    PredictPath match = path == null ? null : PredictPath.match(path);
    if (match != null) {
      predict(request, match);
    } else if (path == null || !health.handle(path, request)) {
      refuse(
          request,
          GatewayError.notFound("path: no such path (expected: one of " + PredictPath.FORMS + ")"));
    }
  }

  private void predict(HttpServerRequest request, PredictPath match) {
    Models current = models.get();
    Model model = current.find(match.model());
    if (model == null) {
      refuse(
          request,
          GatewayError.notFound("model: no such model (expected: one of " + current.names() + ")"));
      return;
    }
    if (!HttpMethod.POST.equals(request.method())) {
      request.response().putHeader("allow", "POST");
      refuse(request, GatewayError.methodNotAllowed(request.method().name(), "POST"));
      return;
    }
    String coding = request.getHeader("transfer-encoding");
    if (coding != null && !coding.equalsIgnoreCase("chunked")) {
      // The chunks are taken apart here: a coding below them would be lost on the way.
      refuse(
          request,
          GatewayError.notImplemented("transfer-encoding: " + coding + " (expected: chunked)"));
      return;
    }
    DispatchPolicy policy =
        RequestDeadline.apply(model.policy(), request.getHeader(RequestDeadline.HEADER));
    if (policy == null) {
      refuse(
          request,
          GatewayError.badRequest(
              "x-server-timeout: not a time (expected: seconds, such as 30 or 2.5)"));
      return;
    }
    String wanted = request.getHeader(ModelStrategies.HEADER);
    ModelStrategies strategies = model.strategies().current();
    if (strategies.choose(wanted) == null) {
      refuse(
          request,
          GatewayError.badRequest(ModelStrategies.HEADER
              + ": not a strategy of this model (expected: " + strategies.expected() + ")"));
      return;
    }
    RequestShare held = limits.enter();
    if (held == null) {
      refuseOverload(request, "another request");
      return;
    }
    bodies.read(
        request,
        held.body(),
        body -> dispatch(request, held, model, match.method(), wanted, policy, body),
        why -> {
          held.release();
          refuseBody(request, why);
        });
  }

  private void dispatch(
      HttpServerRequest request,
      RequestShare held,
      Model model,
      String method,
      @Nullable String wanted,
      DispatchPolicy policy,
      Buffer body) {
    try {
      newExchange(request, held, model, method, wanted, policy, body).start();
    } catch (RuntimeException | Error broken) {
      held.release();
      if (!request.response().ended()) {
        refuse(request, GatewayError.internal());
      }
      throw broken;
    }
  }

  private PredictExchange newExchange(
      HttpServerRequest request,
      RequestShare held,
      Model model,
      String method,
      @Nullable String wanted,
      DispatchPolicy policy,
      Buffer body) {
    ClientRequest seen =
        new ClientRequest(model.name(), method, request.headers(), body, policy.timeoutNanos());
    Planner planner = planner(model, wanted);
    UpstreamRequest upstream =
        new UpstreamRequest(method, request.headers(), body, config.maxResponseBytes(), limits);
    Outbound outbound = new Outbound(context.owner(), request, limits);
    return new PredictExchange(
        context, clients, clock, model, planner, seen, policy, upstream, held, outbound);
  }

  /** The body took its time: what the client may choose could have changed, and it is owed an answer all the same. */
  private static Planner planner(Model model, @Nullable String wanted) {
    ModelStrategies strategies = model.strategies().current();
    Planner chosen = strategies.choose(wanted);
    return chosen == null ? strategies.standard() : chosen;
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
}

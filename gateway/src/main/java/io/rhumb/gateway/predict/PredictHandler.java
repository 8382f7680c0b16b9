package io.rhumb.gateway.predict;

import io.rhumb.engine.DispatchPolicy;
import io.rhumb.gateway.access.Access;
import io.rhumb.gateway.access.Caller;
import io.rhumb.gateway.access.Denial;
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
    this.clock = clock;
    this.limits = limits;
    this.gate = new AccessGate(context);
    this.bodies = new BodyReader(context.owner(), config.maxRequestBytes(), limits);
  }

  @Override
  public void handle(HttpServerRequest request) {
    HttpServerResponse response = request.response();
    response.putHeader(RequestId.NAME, RequestId.of(request.getHeader(RequestId.NAME)));
    String path = request.path();
    PredictPath match = path == null ? null : PredictPath.match(path);
    if (match != null) {
      gate.pass(
          request,
          models.get().access(),
          caller -> predict(request, match, caller),
          error -> refuse(request, error));
    } else if (path == null || !health.handle(path, request)) {
      refuse(
          request,
          GatewayError.notFound("path: no such path (expected: one of " + PredictPath.FORMS + ")"));
    }
  }

  private void predict(HttpServerRequest request, PredictPath match, Caller caller) {
    Asked asked = ask(request, match, caller);
    if (asked == null) {
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
        body -> dispatch(request, held, asked.of(models.get(), request.headers()), body),
        why -> {
          held.release();
          refuseBody(request, why);
        });
  }

  /** What the head asks for; null, and the request is refused, if it cannot have it. */
  private @Nullable Asked ask(HttpServerRequest request, PredictPath match, Caller caller) {
    Models current = models.get();
    Model model = current.find(match.model());
    if (model == null) {
      return refuse(
          request,
          GatewayError.notFound(
              "model: no such model (expected: one of " + current.names(caller) + ")"));
    }
    if (!caller.mayCall(model.name())) {
      current.access().refused(Denial.MODEL_NOT_ALLOWED);
      return refuse(
          request,
          GatewayError.permissionDenied(
              "model: not for this caller (expected: one of " + current.names(caller) + ")"));
    }
    if (!HttpMethod.POST.equals(request.method())) {
      request.response().putHeader("allow", "POST");
      return refuse(request, GatewayError.methodNotAllowed(request.method().name(), "POST"));
    }
    String coding = request.getHeader("transfer-encoding");
    if (coding != null && !coding.equalsIgnoreCase("chunked")) {
      // The chunks are taken apart here: a coding below them would be lost on the way.
      return refuse(
          request,
          GatewayError.notImplemented("transfer-encoding: " + coding + " (expected: chunked)"));
    }
    DispatchPolicy policy = RequestDeadline.apply(model.policy(), request.headers());
    if (policy == null) {
      return refuse(request, RequestDeadline.whyNone(request.headers()));
    }
    String strategy = request.getHeader(ModelStrategies.HEADER);
    ModelStrategies strategies = model.strategies().current();
    if (strategies.choose(strategy) == null) {
      return refuse(
          request,
          GatewayError.badRequest(ModelStrategies.HEADER
              + ": not a strategy of this model (expected: " + strategies.expected() + ")"));
    }
    FencedTargets inside = model.fence().inside(request.headers(), caller);
    if (inside == null) {
      return refuseOutside(request, current.access(), model, caller);
    }
    return new Asked(current, caller, model, inside, match.method(), strategy, policy);
  }

  private static @Nullable Asked refuseOutside(
      HttpServerRequest request, Access access, Model model, Caller caller) {
    GatewayError why = model.fence().whyNone(request.headers(), caller);
    if (why.code() == 403) {
      access.refused(Denial.REGION_NOT_ALLOWED);
    }
    return refuse(request, why);
  }

  private void dispatch(HttpServerRequest request, RequestShare held, Asked asked, Buffer body) {
    try {
      newExchange(request, held, asked, body).start();
    } catch (RuntimeException | Error broken) {
      held.release();
      if (!request.response().ended()) {
        refuse(request, GatewayError.internal());
      }
      throw broken;
    }
  }

  private PredictExchange newExchange(
      HttpServerRequest request, RequestShare held, Asked asked, Buffer body) {
    String method = asked.method();
    ClientRequest seen = new ClientRequest(
        asked.model().name(), method, request.headers(), body, asked.policy().timeoutNanos());
    UpstreamRequest upstream =
        new UpstreamRequest(method, request.headers(), body, config.maxResponseBytes(), limits);
    Outbound outbound = new Outbound(context.owner(), request, limits);
    return new PredictExchange(context, clients, clock, asked, seen, upstream, held, outbound);
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

  private static @Nullable Asked refuse(HttpServerRequest request, GatewayError error) {
    request
        .response()
        .putHeader(TargetHeader.NAME, TargetHeader.NONE)
        .putHeader(AttemptsHeader.NAME, "");
    Refusal.send(request, error);
    return null;
  }
}

package io.rhumb.gateway.stub;

import io.vertx.core.Vertx;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;

/**
 * The control API of one {@link RegionalStub}: {@code GET}, {@code PUT} and {@code DELETE /fault}, {@code GET} and
 * {@code DELETE /counters}. Every answer is JSON; a fault that is none is answered 400 with what was expected.
 *
 * <p>A fault names its kind, and may name the {@code share} of requests that it strikes (default 1):
 *
 * <ul>
 *   <li>{@code status}: {@code status}, perhaps {@code retryAfter} seconds, a {@code message}, a whole {@code body}
 *   <li>{@code latency}: the answer comes {@code millis} later, its head too
 *   <li>{@code late-first-byte}: the head comes at once, the body {@code millis} later
 *   <li>{@code reset}, {@code blackhole}, {@code refuse}: no answer
 *   <li>{@code truncate}, {@code stall}: half of it, or so many {@code events} of a stream, or {@code bytes}; then the
 *       end of the connection, or nothing more
 *   <li>{@code slowbody}: the body takes {@code millis}
 *   <li>{@code badchunk}: half of it, then what is no chunk
 *   <li>{@code no-end}: a stream ends cleanly, but without its end marker
 * </ul>
 */
public final class StubControl {

  private static final int MAX_BODY_BYTES = 1 << 20;

  private final RegionalStub stub;

  private StubControl(RegionalStub stub) {
    this.stub = stub;
  }

  /**
   * The API as a router: to be served alone, or mounted under a path with {@link io.vertx.ext.web.Route#subRouter}.
   *
   * @param vertx whose event loops serve it
   * @param stub what it controls
   * @return a new router
   */
  public static Router router(Vertx vertx, RegionalStub stub) {
    StubControl control = new StubControl(stub);
    Router router = Router.router(vertx);
    router.get("/fault").handler(control::sendFault);
    router
        .put("/fault")
        .handler(BodyHandler.create(false).setBodyLimit(MAX_BODY_BYTES))
        .handler(control::putFault);
    router.delete("/fault").handler(control::deleteFault);
    router.get("/counters").handler(control::sendCounters);
    router.delete("/counters").handler(control::deleteCounters);
    return router;
  }

  private void sendFault(RoutingContext context) {
    Fault fault = stub.fault();
    send(context, new JsonObject().put("fault", fault == null ? null : fault.toJson()));
  }

  private void putFault(RoutingContext context) {
    try {
      JsonObject json = context.body().asJsonObject();
      Fault fault = Fault.parse(json == null ? new JsonObject() : json);
      stub.fault(fault).onSuccess(done -> sendFault(context)).onFailure(context::fail);
    } catch (InvalidFaultException e) {
      refuse(context, String.valueOf(e.getMessage()));
    } catch (DecodeException | ClassCastException e) {
      refuse(
          context,
          "fault: not a JSON object (expected: such as "
              + Fault.status(503).toJson().encode() + ")");
    }
  }

  private void deleteFault(RoutingContext context) {
    stub.heal().onSuccess(done -> sendFault(context)).onFailure(context::fail);
  }

  private void sendCounters(RoutingContext context) {
    send(context, stub.counters().toJson());
  }

  private void deleteCounters(RoutingContext context) {
    stub.counters().reset();
    sendCounters(context);
  }

  private static void refuse(RoutingContext context, String message) {
    context
        .response()
        .setStatusCode(400)
        .putHeader("content-type", "application/json")
        .end(Answer.error(400, message).body());
  }

  private static void send(RoutingContext context, JsonObject json) {
    context.response().putHeader("content-type", "application/json").end(json.toBuffer());
  }
}

package io.rhumb.gateway.predict;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/**
 * An error that the gateway itself makes, in the platform's envelope. Never carries anything that a target said, nor an address or a
 * credential.
 *
 * @param code the HTTP status
 * @param status its name in google.rpc
 * @param message what is wrong and what was expected
 */
record GatewayError(int code, String status, String message) {

  /** The status of those that are this gateway's own fault. */
  static final int INTERNAL = 500;

  static final int UNAVAILABLE = 503;

  private static final String CONTENT_TYPE = "application/json; charset=UTF-8";

  static GatewayError notFound(String message) {
    return new GatewayError(404, "NOT_FOUND", message);
  }

  static GatewayError badRequest(String message) {
    return new GatewayError(400, "INVALID_ARGUMENT", message);
  }

  static GatewayError failedPrecondition(String message) {
    return new GatewayError(400, "FAILED_PRECONDITION", message);
  }

  static GatewayError unauthenticated(String message) {
    return new GatewayError(401, "UNAUTHENTICATED", message);
  }

  static GatewayError permissionDenied(String message) {
    return new GatewayError(403, "PERMISSION_DENIED", message);
  }

  static GatewayError methodNotAllowed(String method, String allowed) {
    // google.rpc has no word for 405; Google's own front ends say UNIMPLEMENTED.
    return new GatewayError(
        405, "UNIMPLEMENTED", "method: " + method + " (expected: " + allowed + ")");
  }

  static GatewayError unsupportedMediaType(String message) {
    return new GatewayError(415, "INVALID_ARGUMENT", message);
  }

  static GatewayError notImplemented(String message) {
    return new GatewayError(501, "UNIMPLEMENTED", message);
  }

  static GatewayError tooLarge(long most) {
    return new GatewayError(
        413, "INVALID_ARGUMENT", "request body: too large (expected: at most " + most + " bytes)");
  }

  static GatewayError tooSlow(String what) {
    return new GatewayError(
        408, "DEADLINE_EXCEEDED", what + ": too slow (expected: whole in time)");
  }

  static GatewayError uriTooLong(String message) {
    return new GatewayError(414, "INVALID_ARGUMENT", message);
  }

  static GatewayError headersTooLarge(String message) {
    return new GatewayError(431, "INVALID_ARGUMENT", message);
  }

  static GatewayError versionNotSupported(String message) {
    return new GatewayError(505, "INVALID_ARGUMENT", message);
  }

  static GatewayError throttled(String message) {
    return new GatewayError(429, "RESOURCE_EXHAUSTED", message);
  }

  static GatewayError overloaded(String what) {
    return throttled("gateway: no room for " + what + " (expected: again in a second)");
  }

  static GatewayError internal() {
    return new GatewayError(INTERNAL, "INTERNAL", "gateway: an error of its own");
  }

  static GatewayError unavailable(String message) {
    return new GatewayError(UNAVAILABLE, "UNAVAILABLE", message);
  }

  static GatewayError badGateway(String message) {
    return new GatewayError(502, "UNKNOWN", message);
  }

  static GatewayError deadlineExceeded(String message) {
    return new GatewayError(504, "DEADLINE_EXCEEDED", message);
  }

  /**
   * Ends the response to a request with this error, in the way of its protocol.
   *
   * @return completes when it is out, or lost
   */
  Future<Void> answer(HttpServerRequest request) {
    return GrpcHead.is(request) ? GrpcAnswer.send(request.response(), this) : send(request);
  }

  /**
   * Ends the response to a request with this error, as JSON.
   *
   * @return completes when it is out, or lost
   */
  Future<Void> send(HttpServerRequest request) {
    request.response().setStatusCode(code).putHeader("content-type", CONTENT_TYPE);
    return AnswerEnd.send(request, body());
  }

  /** This error as a server-sent event. */
  Buffer toEvent() {
    return Buffer.buffer("data: ").appendBuffer(body()).appendString("\n\n");
  }

  /** This error as an HTTP/1 response of its own, for a client that has not made a request yet; its connection is to be closed. */
  FullHttpResponse toFullResponse() {
    byte[] bytes = body().getBytes();
    FullHttpResponse response = new DefaultFullHttpResponse(
        HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(code), Unpooled.wrappedBuffer(bytes));
    response
        .headers()
        .set("content-type", CONTENT_TYPE)
        .set("content-length", Integer.toString(bytes.length))
        .set("connection", "close")
        .set(RequestId.NAME, RequestId.of(null))
        .set(TargetHeader.NAME, TargetHeader.NONE)
        .set(AttemptsHeader.NAME, "");
    return response;
  }

  private Buffer body() {
    JsonObject error = new JsonObject()
        .put("code", code)
        .put("message", message)
        .put("status", status)
        .put("details", new JsonArray());
    return new JsonObject().put("error", error).toBuffer();
  }
}

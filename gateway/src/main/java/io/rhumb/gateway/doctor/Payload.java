package io.rhumb.gateway.doctor;

import io.rhumb.gateway.operation.ApiVersion;
import io.rhumb.gateway.operation.Method;
import io.rhumb.gateway.operation.Operation;
import io.rhumb.gateway.operation.RequestBody;
import io.rhumb.gateway.operation.UnreadableBodyException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;

/**
 * What is asked of a target. The body tells which method it is for: {@code contents} are Gemini's, {@code messages}
 * those of a chat of OpenAI's, and everything else is a prediction.
 *
 * @param bytes the body, as it is sent
 * @param method that it is for
 */
public record Payload(Buffer bytes, Method method) {

  /** A body. */
  public static Payload of(Buffer bytes) {
    return new Payload(bytes, method(bytes));
  }

  /** What a client would ask for. */
  Operation operation() {
    return Operation.of(ApiVersion.V1, method);
  }

  /**
   * The body of one request.
   *
   * @throws UnreadableBodyException if it names no model where it has to
   */
  RequestBody body() throws UnreadableBodyException {
    return method.openAi() ? RequestBody.of(bytes, "model") : RequestBody.of(bytes);
  }

  private static Method method(Buffer bytes) {
    try {
      JsonObject body = new JsonObject(bytes);
      if (body.containsKey("contents")) {
        return Method.GENERATE_CONTENT;
      }
      return body.containsKey("messages") ? Method.CHAT_COMPLETIONS : Method.PREDICT;
    } catch (DecodeException | ClassCastException other) {
      return Method.PREDICT;
    }
  }
}

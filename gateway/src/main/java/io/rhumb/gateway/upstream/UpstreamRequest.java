package io.rhumb.gateway.upstream;

import io.rhumb.gateway.limit.Limits;
import io.rhumb.gateway.operation.Operation;
import io.rhumb.gateway.operation.RequestBody;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;

/**
 * What is to be asked of whichever target: the same for all attempts of a request.
 *
 * @param operation what is asked
 * @param headers the client's headers, as they came; what must not pass does not
 * @param body the bytes, as they came
 * @param maxAnswerBytes a larger answer is given up
 * @param limits count what the answers hold
 * @param streams whether an answer that is a stream may be handed on as it comes
 * @param holdBytes how much of a stream is kept back before it is handed on, so that one that breaks off until then is no loss
 * @param idempotent whether a target may get it twice
 */
public record UpstreamRequest(
    Operation operation,
    MultiMap headers,
    RequestBody body,
    long maxAnswerBytes,
    Limits limits,
    boolean streams,
    long holdBytes,
    boolean idempotent) {

  /** The body for one target: the bytes as they came, but for the model that OpenAI's name, and the resource that gRPC's do. */
  Buffer bodyFor(UpstreamTarget target) {
    if (operation.rpc() != null) {
      return body.with(target.resourceName());
    }
    return operation.method().openAi() ? body.with(target.bodyModel()) : body.bytes();
  }
}

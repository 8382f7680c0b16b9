package io.rhumb.gateway.predict;

import io.rhumb.gateway.access.Caller;
import io.rhumb.gateway.operation.Method;
import io.rhumb.gateway.operation.Operation;
import io.rhumb.gateway.operation.OperationPath;
import io.rhumb.gateway.operation.OperationPath.Style;
import io.rhumb.gateway.operation.RawQuery;
import io.rhumb.gateway.operation.RequestBody;
import io.rhumb.gateway.operation.Rpc;
import io.rhumb.gateway.operation.UnreadableBodyException;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a request asks for as far as its head tells. Nearly always that is everything. OpenAI's paths leave the model to the body, and a
 * long-running operation is looked for in the region that the body names.
 *
 * @param caller who asks
 * @param early what is asked for; null: the body tells the model
 * @param patienceNanos how long its client will wait from the head on; {@link Long#MAX_VALUE}: as long as the model says
 * @param key of the body, where something has to be looked up; null: nothing has to
 */
record Question(
    Caller caller,
    @Nullable Asked early,
    long patienceNanos,
    Operation operation,
    MultiMap headers,
    @Nullable String key) {

  private static final String MODEL = "model";
  private static final String OPERATION_NAME = "operationName";

  /**
   * Looks at a head.
   *
   * @throws RefusedException if what it asks for cannot be had
   */
  static Question of(Models models, Caller caller, OperationPath path, HttpServerRequest request)
      throws RefusedException {
    boolean inBody = path.style() == Style.OPENAI || path.style() == Style.GRPC;
    Model model = inBody ? null : models.called(path.publisher(), path.model(), caller);
    HeadCheck.check(request);
    if (path.style() == Style.GRPC) {
      GrpcHead.check(request);
    }
    Operation operation = path.style() == Style.OWN ? path.operation() : withQuery(path, request);
    Asked early =
        model == null ? null : Asked.of(models, caller, model, operation, request.headers());
    String key = key(operation.method(), model);
    if (key != null) {
      HeadCheck.checkReadable(request);
    }
    long patience = patienceNanos(early, operation, request.headers());
    return new Question(caller, early, patience, operation, request.headers(), key);
  }

  private static long patienceNanos(@Nullable Asked early, Operation operation, MultiMap headers) {
    if (early != null) {
      return early.policy().impatient() ? early.policy().timeoutNanos() : Long.MAX_VALUE;
    }
    long asked = RequestDeadline.nanos(headers);
    long least = operation.rpc() == null ? asked : Math.min(asked, GrpcDeadline.nanos(headers));
    // What makes no sense is refused as soon as the model is known.
    return least > 0 ? least : Long.MAX_VALUE;
  }

  private static Operation withQuery(OperationPath path, HttpServerRequest request)
      throws RefusedException {
    String query = request.query();
    if (query == null) {
      return path.operation();
    }
    if (!RawQuery.isLegal(query)) {
      throw new RefusedException(
          GatewayError.badRequest("query: malformed (expected: " + RawQuery.EXPECTED + ")"));
    }
    return path.operation().withQuery(RawQuery.withoutCredentials(query));
  }

  private static @Nullable String key(Method method, @Nullable Model model) {
    if (method == Method.FETCH_PREDICT_OPERATION) {
      return OPERATION_NAME;
    }
    boolean look = method.openAi() && (model == null || model.renamesInBody());
    return look ? MODEL : null;
  }

  /** The name of the model, where the head tells it. */
  Optional<String> model() {
    return Optional.ofNullable(early).map(asked -> asked.model().name());
  }

  /** The body, of which is known what has to be. */
  RequestBody body(Buffer bytes) throws RefusedException {
    Rpc rpc = operation.rpc();
    try {
      if (rpc != null) {
        return RequestBody.of(bytes, rpc);
      }
      return key == null ? RequestBody.of(bytes) : RequestBody.of(bytes, key);
    } catch (UnreadableBodyException unreadable) {
      throw new RefusedException(GatewayError.badRequest(unreadable.problem()));
    }
  }

  /**
   * All that is asked for.
   *
   * @param now the models in force
   * @throws RefusedException if that cannot be had
   */
  Asked with(RequestBody body, Models now) throws RefusedException {
    Asked asked = early == null
        ? Asked.of(now, caller, called(body, now), operation, headers)
        : early.of(now, headers);
    return operation.method() == Method.FETCH_PREDICT_OPERATION
        ? asked.where(OperationName.of(body.text()))
        : asked;
  }

  private Model called(RequestBody body, Models now) throws RefusedException {
    Rpc rpc = operation.rpc();
    if (rpc == null) {
      return now.called(null, body.text(), caller);
    }
    ResourceName name = ResourceName.of(rpc.name(), body.text());
    return now.called(name.publisher(), name.model(), caller);
  }
}

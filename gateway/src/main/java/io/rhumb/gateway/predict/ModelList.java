package io.rhumb.gateway.predict;

import io.rhumb.gateway.access.Caller;
import io.rhumb.gateway.operation.Percent;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.function.Supplier;

/** {@code GET /v1/models} and {@code GET /v1/models/{id}}: the models by their names, in OpenAI's shape. */
final class ModelList {

  /** What reports call it. */
  static final String WORD = "models";

  private static final String ALL = "/v1/models";
  private static final String ONE = ALL + "/";

  private final Supplier<Models> models;

  ModelList(Supplier<Models> models) {
    this.models = models;
  }

  /** Whether a request asks for it. */
  static boolean isAsked(String path, HttpServerRequest request) {
    return HttpMethod.GET.equals(request.method()) && (path.equals(ALL) || path.startsWith(ONE));
  }

  /**
   * Answers.
   *
   * @param caller is told of what it may call
   * @throws RefusedException if a model is asked for that there is not, or that is not for the caller
   */
  void answer(String path, HttpServerRequest request, Caller caller) throws RefusedException {
    JsonObject body =
        path.equals(ALL) ? all(caller) : one(Percent.decode(path.substring(ONE.length())), caller);
    request.response().putHeader("content-type", "application/json").end(body.toBuffer());
  }

  private JsonObject all(Caller caller) {
    JsonArray data = new JsonArray();
    models.get().all().forEach(model -> {
      if (caller.mayCall(model.name())) {
        data.add(shape(model));
      }
    });
    return new JsonObject().put("object", "list").put("data", data);
  }

  private JsonObject one(String id, Caller caller) throws RefusedException {
    Models current = models.get();
    Model model = current.called(null, id, caller);
    Asked.checkAllowed(current, caller, model);
    return shape(model);
  }

  private static JsonObject shape(Model model) {
    return new JsonObject()
        .put("id", model.name())
        .put("object", "model")
        .put("created", 0)
        .put("owned_by", "rhumb");
  }
}

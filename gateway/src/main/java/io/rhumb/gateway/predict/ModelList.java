package io.rhumb.gateway.predict;

import io.rhumb.gateway.operation.Percent;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.function.Supplier;

/** {@code GET /v1/models} and {@code GET /v1/models/{id}}: the models by their names, in OpenAI's shape. */
final class ModelList {

  private static final String ALL = "/v1/models";
  private static final String ONE = ALL + "/";

  private final Supplier<Models> models;

  ModelList(Supplier<Models> models) {
    this.models = models;
  }

  /**
   * Answers, if it is asked for.
   *
   * @return whether it was
   * @throws RefusedException if a model is asked for that there is not
   */
  boolean handle(String path, HttpServerRequest request) throws RefusedException {
    if (!HttpMethod.GET.equals(request.method())) {
      return false;
    }
    if (path.equals(ALL)) {
      answer(request, all());
      return true;
    }
    if (path.startsWith(ONE)) {
      answer(request, one(models.get().called(null, Percent.decode(path.substring(ONE.length())))));
      return true;
    }
    return false;
  }

  private JsonObject all() {
    JsonArray data = new JsonArray();
    models.get().all().forEach(model -> data.add(one(model)));
    return new JsonObject().put("object", "list").put("data", data);
  }

  private static JsonObject one(Model model) {
    return new JsonObject()
        .put("id", model.name())
        .put("object", "model")
        .put("created", 0)
        .put("owned_by", "rhumb");
  }

  private static void answer(HttpServerRequest request, JsonObject body) {
    request.response().putHeader("content-type", "application/json").end(body.toBuffer());
  }
}

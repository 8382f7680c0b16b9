package io.rhumb.gateway.stub;

import io.vertx.core.json.JsonObject;
import java.util.Set;

/** What all of OpenAI's methods have in common: the model is named in the body. */
final class OpenAiModels {

  private final Set<String> publisherModels;
  private final VertexEndpoint endpoint;

  OpenAiModels(RegionalStubConfig config) {
    this.publisherModels = Set.copyOf(config.publisherModels());
    this.endpoint = config.endpoint();
  }

  /** The model that a body names. An endpoint has but one, and takes any name for it, or none. */
  String named(Invocation call, JsonObject request) throws RefusedException {
    Object model = request.getValue("model", "");
    if (!(model instanceof String name)) {
      throw JsonBody.invalidValue("model", model);
    }
    if (call.route().resource() != Resource.OPENAPI) {
      return name.isEmpty() ? call.route().id() : name;
    }
    if (!publisherModels.contains(JsonBody.text(request, "model"))) {
      throw new RefusedException(404, notFound(name));
    }
    return name;
  }

  /** How many words a text has, or a list of them; at least one of them must be there. */
  static int words(JsonObject request, String field) throws RefusedException {
    if (request.getValue(field) instanceof String) {
      return Contents.words(JsonBody.text(request, field));
    }
    int words = 0;
    for (Object text : JsonBody.list(request, field)) {
      words += text instanceof String string ? Contents.words(string) : 1;
    }
    return words;
  }

  /** OpenAI's figures. */
  static JsonObject usage(int promptTokens, int completionTokens) {
    return new JsonObject()
        .put("prompt_tokens", promptTokens)
        .put("completion_tokens", completionTokens)
        .put("total_tokens", promptTokens + completionTokens);
  }

  private String notFound(String model) {
    return "Publisher Model `" + endpoint.location(endpoint.project()) + "/"
        + VertexEndpoint.publisherModel(model)
        + "` was not found or your project does not have access to it. Please ensure you are using a valid model version. "
        + "For more information, see: https://cloud.google.com/vertex-ai/generative-ai/docs/learn/model-versions";
  }
}

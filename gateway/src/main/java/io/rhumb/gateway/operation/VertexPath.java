package io.rhumb.gateway.operation;

import io.rhumb.gateway.config.Resource;
import io.rhumb.gateway.config.Resource.Endpoint;
import io.rhumb.gateway.config.Resource.PublisherModel;
import org.jspecify.annotations.Nullable;

/**
 * The paths of a resource of Vertex AI.
 *
 * @param resource its name, with a slash before it
 * @param openAi what OpenAI's paths follow
 * @param deployedModel the id of the model on it; null: none is known
 */
record VertexPath(String resource, String openAi, @Nullable String deployedModel)
    implements TargetPath {

  static VertexPath of(Resource resource) {
    if (resource instanceof Endpoint endpoint) {
      String name =
          location(endpoint.project(), endpoint.location()) + "/endpoints/" + endpoint.id();
      return new VertexPath(name, name, endpoint.deployedModel().orElse(null));
    }
    if (resource instanceof PublisherModel model) {
      String location = location(model.project(), model.location());
      String name = location + "/publishers/" + model.publisher() + "/models/" + model.model();
      return new VertexPath(name, location + "/endpoints/openapi", null);
    }
    throw new IllegalArgumentException(
        "resource: " + resource + " (expected: one of Vertex AI that is known here)");
  }

  private static String location(String project, String location) {
    return "/projects/" + project + "/locations/" + location;
  }

  @Override
  public @Nullable String missing(Operation operation) {
    boolean needsId = operation.method() == Method.INVOKE_DEPLOYED && deployedModel == null;
    return needsId ? "deployed-model in its configuration" : null;
  }

  @Override
  public String of(Operation operation) {
    Rpc rpc = operation.rpc();
    if (rpc != null) {
      return rpc.path();
    }
    Method method = operation.method();
    String path =
        switch (method.form()) {
          case VERB -> resource + ":" + method.word();
          case OPENAI -> openAi + "/" + method.word();
          case INVOKE -> resource + "/invoke/" + operation.tail();
          case INVOKE_DEPLOYED ->
            resource + "/deployedModels/" + deployedModel + "/invoke/" + operation.tail();
        };
    return TargetPath.withQuery("/" + operation.version().segment() + path, operation);
  }

  @Override
  public String resourceName() {
    return resource.substring(1);
  }
}

package io.rhumb.gateway.stub;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Every path that a region serves: both versions, the project by its id and by its number. */
final class Routes {

  private static final List<String> VERSIONS = List.of("/v1/", "/v1beta1/");

  private final Map<String, Route> whole = new HashMap<>();

  /** Those that any tail may follow. */
  private final Map<String, Route> beginnings = new HashMap<>();

  Routes(VertexEndpoint endpoint, List<String> publisherModels) {
    for (String project : List.of(endpoint.project(), endpoint.projectNumber())) {
      String location = endpoint.location(project);
      String own = location + "/endpoints/" + endpoint.endpoint();
      add(Resource.ENDPOINT, own);
      add(Resource.OPENAPI, location + "/endpoints/openapi");
      for (String model : publisherModels) {
        add(Resource.PUBLISHER_MODEL, location + "/" + VertexEndpoint.publisherModel(model));
      }
      put(
          own + "/deployedModels/" + endpoint.deployedModel() + VertexMethod.INVOKE.suffix(),
          new Route(VertexMethod.INVOKE, Resource.ENDPOINT, own, ""));
    }
  }

  /** What a path means, or null: nothing. */
  @Nullable
  Route find(String path) {
    Route route = whole.get(path);
    return route == null ? tailed(path) : route;
  }

  private @Nullable Route tailed(String path) {
    int tail = path.indexOf(VertexMethod.INVOKE.suffix())
        + VertexMethod.INVOKE.suffix().length();
    Route route = tail >= path.length() ? null : beginnings.get(path.substring(0, tail));
    return route == null
        ? null
        : new Route(route.method(), route.resource(), route.name(), path.substring(tail));
  }

  private void add(Resource resource, String name) {
    for (VertexMethod method : VertexMethod.values()) {
      if (method.isOf(resource)) {
        put(name + method.suffix(), new Route(method, resource, name, ""));
      }
    }
  }

  private void put(String path, Route route) {
    Map<String, Route> routes = route.method() == VertexMethod.INVOKE ? beginnings : whole;
    VERSIONS.forEach(version -> routes.put(version + path, route));
  }
}

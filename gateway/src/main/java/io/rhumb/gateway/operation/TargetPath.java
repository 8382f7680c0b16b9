package io.rhumb.gateway.operation;

import io.rhumb.gateway.config.Resource;
import org.jspecify.annotations.Nullable;

/** Where the calls of one target go. Immutable. */
public sealed interface TargetPath permits VertexPath, UrlTargetPath {

  /** The paths of a resource. */
  static TargetPath of(Resource resource) {
    if (resource instanceof Resource.UrlPath url) {
      return new UrlTargetPath(url.template());
    }
    return VertexPath.of(resource);
  }

  /**
   * What the target would need to be asked this.
   *
   * @return words for a message; null if it can be asked as it is
   */
  @Nullable
  String missing(Operation operation);

  /**
   * Path and query of a call.
   *
   * @param operation one for which nothing is {@link #missing}
   */
  String of(Operation operation);

  /** The name of the resource, as a message of gRPC has it; null if it has none there. */
  @Nullable
  String resourceName();

  /** A path with the query of the operation. */
  static String withQuery(String path, Operation operation) {
    return operation.query() == null ? path : path + "?" + operation.query();
  }
}

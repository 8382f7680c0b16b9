package io.rhumb.gateway.stub;

/**
 * What a path means.
 *
 * @param method the method
 * @param resource the kind of resource whose method it is
 * @param name the resource's name, as the path has it: {@code projects/...}
 * @param tail what follows {@code /invoke/}; else empty
 */
record Route(VertexMethod method, Resource resource, String name, String tail) {

  /** The last part of the name: an endpoint's id, or a model's name. */
  String id() {
    return name.substring(name.lastIndexOf('/') + 1);
  }
}

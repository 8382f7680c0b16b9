package io.rhumb.gateway.stub;

/** The kinds of resource whose methods Vertex serves. */
enum Resource {
  /** {@code endpoints/{id}}. */
  ENDPOINT,
  /** {@code publishers/{publisher}/models/{model}}. */
  PUBLISHER_MODEL,
  /** {@code endpoints/openapi}: the publishers' models once more, named in the body. */
  OPENAPI
}

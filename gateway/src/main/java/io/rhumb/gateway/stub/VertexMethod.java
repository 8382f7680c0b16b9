package io.rhumb.gateway.stub;

/** The methods of Vertex that a stub knows. */
enum VertexMethod {
  /** Takes and answers Vertex's own JSON. */
  PREDICT("predict"),
  /** Takes and answers whatever the model's server does, which here is the same JSON. */
  RAW_PREDICT("rawPredict");

  private final String verb;

  VertexMethod(String verb) {
    this.verb = verb;
  }

  /** What follows the colon in the path. */
  String verb() {
    return verb;
  }
}

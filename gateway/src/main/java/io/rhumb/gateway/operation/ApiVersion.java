package io.rhumb.gateway.operation;

/** A version of Vertex AI's API that clients may call. Each attempt is made in the client's own. */
public enum ApiVersion {
  /** {@code v1}. */
  V1("v1"),
  /** {@code v1beta1}. */
  V1BETA1("v1beta1");

  private final String segment;

  ApiVersion(String segment) {
    this.segment = segment;
  }

  /** As it stands in a path. */
  String segment() {
    return segment;
  }
}

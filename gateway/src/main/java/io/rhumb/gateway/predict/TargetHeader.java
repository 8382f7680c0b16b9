package io.rhumb.gateway.predict;

/** The {@code x-rhumb-target} header: whose answer this is; {@code none} if the gateway made it. */
final class TargetHeader {

  static final String NAME = "x-rhumb-target";

  static final String NONE = "none";

  private TargetHeader() {}
}

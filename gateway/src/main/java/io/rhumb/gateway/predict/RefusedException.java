package io.rhumb.gateway.predict;

/** Why a request is not served. Has no stack: it tells of the request, not of the code. */
final class RefusedException extends Exception {

  private static final long serialVersionUID = 1;

  private final transient GatewayError error;

  RefusedException(GatewayError error) {
    super(error.message(), null, false, false);
    this.error = error;
  }

  GatewayError error() {
    return error;
  }
}

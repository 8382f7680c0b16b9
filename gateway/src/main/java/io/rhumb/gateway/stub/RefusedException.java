package io.rhumb.gateway.stub;

/** A request that is not served; carries what its client is told. Without a stack trace: it is no error of the stub. */
final class RefusedException extends Exception {

  private static final long serialVersionUID = 1;

  private final transient Answer answer;

  RefusedException(int status, String message) {
    super(message, null, false, false);
    this.answer = Answer.error(status, message);
  }

  Answer answer() {
    return answer;
  }
}

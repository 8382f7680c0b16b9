package io.rhumb.gateway.operation;

/** A body in which what is sought cannot be found for certain. */
public final class UnreadableBodyException extends Exception {

  private static final long serialVersionUID = 1;

  private final String problem;

  UnreadableBodyException(String problem) {
    super(problem, null, false, false);
    this.problem = problem;
  }

  /** What is wrong, and what was expected. */
  public String problem() {
    return problem;
  }
}

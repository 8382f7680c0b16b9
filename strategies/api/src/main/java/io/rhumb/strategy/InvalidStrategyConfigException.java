package io.rhumb.strategy;

/** A strategy's configuration cannot be. The message starts with the path of the offending key and says what was expected. */
public final class InvalidStrategyConfigException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * Reports a problem.
   *
   * @param message {@code path: value (expected: …)}
   */
  public InvalidStrategyConfigException(String message) {
    super(message);
  }

  /**
   * Reports a value that is not what was expected.
   *
   * @param path where it stands
   * @param value what stands there
   * @param expected what should
   * @return the exception
   */
  public static InvalidStrategyConfigException of(String path, Object value, String expected) {
    return new InvalidStrategyConfigException(
        path + ": " + value + " (expected: " + expected + ")");
  }
}

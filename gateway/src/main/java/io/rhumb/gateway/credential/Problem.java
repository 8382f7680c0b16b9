package io.rhumb.gateway.credential;

/** Says what went wrong in one line that an operator may read: without tokens, keys and what servers answered. */
final class Problem {

  private static final int LONGEST = 300;

  private Problem() {}

  static String of(Throwable thrown) {
    String message = thrown.getMessage();
    String kind = thrown.getClass().getSimpleName();
    return message == null || message.isBlank() ? kind : kind + ": " + oneLine(message);
  }

  private static String oneLine(String message) {
    String first = message.strip().lines().findFirst().orElse("");
    String bare = Secrets.withhold(withoutBody(first)).replaceAll("\\p{Cntrl}", " ");
    return bare.length() <= LONGEST ? bare : bare.substring(0, LONGEST) + "…";
  }

  /** {@code ComputeEngineCredentials} puts what the metadata server answered behind the first colon of this message. */
  private static String withoutBody(String line) {
    int colon = line.startsWith("Unexpected Error code") ? line.indexOf(':') : -1;
    return colon < 0 ? line : line.substring(0, colon);
  }
}

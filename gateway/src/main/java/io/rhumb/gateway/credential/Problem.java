package io.rhumb.gateway.credential;

import java.util.regex.Pattern;

/** Says what went wrong in one line that an operator may read: without tokens, keys and what servers answered. */
final class Problem {

  private static final int LONGEST = 300;

  /** Access tokens of Google, JSON web tokens, and whatever is labelled as a secret. */
  private static final Pattern SECRET = Pattern.compile("(?i)\\bya29\\.\\S+|\\beyJ\\S+|"
      + "\\b(bearer|\\w*token|\\w*secret|private_key|assertion)[\"']?\\s*[:=\\s]\\s*[\"']?\\S{8,}");

  private Problem() {}

  static String of(Throwable thrown) {
    String message = thrown.getMessage();
    String kind = thrown.getClass().getSimpleName();
    return message == null || message.isBlank() ? kind : kind + ": " + oneLine(message);
  }

  private static String oneLine(String message) {
    String first = message.strip().lines().findFirst().orElse("");
    String bare =
        SECRET.matcher(withoutBody(first)).replaceAll("(withheld)").replaceAll("\\p{Cntrl}", " ");
    return bare.length() <= LONGEST ? bare : bare.substring(0, LONGEST) + "…";
  }

  /** {@code ComputeEngineCredentials} puts what the metadata server answered behind the first colon of this message. */
  private static String withoutBody(String line) {
    int colon = line.startsWith("Unexpected Error code") ? line.indexOf(':') : -1;
    return colon < 0 ? line : line.substring(0, colon);
  }
}

package io.rhumb.gateway.credential;

import java.util.regex.Pattern;

/** Knows what looks like a secret, wherever it came from. */
public final class Secrets {

  /** What stands in a text instead of a secret. */
  public static final String WITHHELD = "(withheld)";

  /** Access tokens of Google, JSON web tokens, and whatever is labelled as a secret. */
  private static final Pattern SECRET = Pattern.compile("(?i)\\bya29\\.\\S+|\\beyJ\\S+|"
      + "\\b(bearer|\\w*token|\\w*secret|private_key|assertion)[\"']?\\s*[:=\\s]\\s*[\"']?\\S{8,}");

  private Secrets() {}

  /** The text without them. */
  public static String withhold(String text) {
    return SECRET.matcher(text).replaceAll(WITHHELD);
  }
}

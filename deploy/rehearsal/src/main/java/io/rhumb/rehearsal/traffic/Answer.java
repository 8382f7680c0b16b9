package io.rhumb.rehearsal.traffic;

/**
 * What a client got.
 *
 * @param target whose answer it is: {@code x-rhumb-target}; empty if the client cannot tell
 * @param gateway the region of the gateway that served it; empty if the client cannot tell
 * @param problem why it is no good answer; empty: it is one
 */
public record Answer(String target, String gateway, String problem) {

  /** What every request asks. */
  static final String QUESTION = "{\"instances\":[[1.0],[2.0],[3.0]]}";

  /** What the stand-ins' model says to that: anything else is wrong. */
  private static final String PREDICTIONS = "\"predictions\":[1.0,2.0,3.0]";

  /** None came. */
  static Answer none(String problem) {
    return new Answer("", "", problem);
  }

  /** Judges what came. */
  static Answer of(int status, String target, String gateway, String body) {
    if (status != 200) {
      return new Answer(target, gateway, "status " + status);
    }
    boolean right = body.replaceAll("\\s", "").contains(PREDICTIONS);
    return new Answer(target, gateway, right ? "" : "wrong predictions");
  }
}

package io.rhumb.gateway.faults;

import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What a region streams to whom it chats with: it counts to five, one number with each event. */
final class Chat {

  static final String WHOLE = "one two three four five";

  /** What comes until a region cuts, stalls or spoils it half-way. */
  static final String HALF = "one two";

  /** By this OpenAI's streams tell that they are whole. */
  static final String END = "\n\ndata: [DONE]\n\n";

  private static final Pattern PIECE = Pattern.compile("\"content\":\"([^\"]*)\"");

  private static final Pattern ERROR =
      Pattern.compile("\n\ndata: \\{\"error\":\\{\"code\":50[34],[^\n]*}}\n\n\\z");

  private Chat() {}

  /** The text of all events, in the order in which they came. */
  static String text(String body) {
    return PIECE.matcher(body).results().map(m -> m.group(1)).collect(Collectors.joining());
  }

  /** Whether its last event says what went wrong. */
  static boolean endsInError(String body) {
    return ERROR.matcher(body).find();
  }
}

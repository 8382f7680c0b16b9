package io.rhumb.gateway.predict;

import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** The {@code x-request-id} header: the client's own where it is harmless, else sixteen random hexadecimal digits. */
final class RequestId {

  static final String NAME = "x-request-id";

  private static final int LONGEST = 128;
  private static final char[] DIGITS = "0123456789abcdef".toCharArray();

  private RequestId() {}

  static String of(@Nullable String proposed) {
    return proposed != null && harmless(proposed) ? proposed : random();
  }

  private static boolean harmless(String id) {
    for (int i = 0; i < id.length(); i++) {
      char c = id.charAt(i);
      boolean plain = Character.isLetterOrDigit(c) ? c < 128 : "-_.:/=+".indexOf(c) >= 0;
      if (!plain) {
        return false;
      }
    }
    return !id.isEmpty() && id.length() <= LONGEST;
  }

  private static String random() {
    long bits = ThreadLocalRandom.current().nextLong();
    char[] id = new char[16];
    for (int i = 0; i < id.length; i++) {
      id[i] = DIGITS[(int) (bits >>> (4 * i)) & 15];
    }
    return new String(id);
  }
}

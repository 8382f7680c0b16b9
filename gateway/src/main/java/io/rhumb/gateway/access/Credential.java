package io.rhumb.gateway.access;

import org.jspecify.annotations.Nullable;

/**
 * What a client shows. Not a record: those print what they hold.
 *
 * <p>Longer ones than a header of ours ever is are none: hashing them would be work for nothing.
 */
final class Credential {

  /** An ID token has some 1,200 characters, and a few claims more do not make it eight times as long; a guess. */
  static final int LONGEST = 8_192;

  private final String text;
  private final Sha256 hash;

  private Credential(String text) {
    this.text = text;
    this.hash = Sha256.of(text);
  }

  static @Nullable Credential of(@Nullable String text) {
    return text == null || text.isEmpty() || text.length() > LONGEST ? null : new Credential(text);
  }

  String text() {
    return text;
  }

  Sha256 hash() {
    return hash;
  }
}

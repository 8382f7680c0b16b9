package io.rhumb.clients;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A key for the gateway. */
record ApiKey(String text) {

  /** May call every model. */
  static final ApiKey EVERYTHING = new ApiKey("rhumb_a-key-of-the-tests-for-everything");

  /** May call the model {@code linear} alone. */
  static final ApiKey LINEAR_ONLY = new ApiKey("rhumb_a-key-of-the-tests-for-one-model");

  /** The gateway does not know it. */
  static final ApiKey WRONG = new ApiKey("rhumb_a-key-that-nobody-knows");

  /** What the gateway's configuration has instead of it. */
  String sha256() {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}

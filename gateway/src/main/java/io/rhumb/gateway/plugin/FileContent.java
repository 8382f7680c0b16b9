package io.rhumb.gateway.plugin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What a file held at one moment.
 *
 * @param file where it is
 * @param digest the SHA-256 of the content, in hexadecimal
 */
record FileContent(Path file, String digest) {

  static FileContent read(Path file) throws PluginException {
    return new FileContent(file, digest(bytes(file)));
  }

  /**
   * Makes sure of what was read meanwhile.
   *
   * @throws PluginException if the content is another by now
   */
  void requireUnchanged() throws PluginException {
    if (!read(file).equals(this)) {
      throw new PluginException(name(file), "changes while it is read", "a file that is whole");
    }
  }

  static String name(Path file) {
    return String.valueOf(file.getFileName());
  }

  private static byte[] bytes(Path file) throws PluginException {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new PluginException(
          name(file), "not readable: " + e, "a jar that this process may read", e);
    }
  }

  private static String digest(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}

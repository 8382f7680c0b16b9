package io.rhumb.gateway.plugin;

import java.io.IOException;
import java.io.InputStream;
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

  /** In bytes. The bound of what is unpacked: packed it takes no more room. */
  private static final long LARGEST = JarContent.LARGEST;

  private static final int PIECE = 1 << 16;

  /**
   * Reads a file, of which no more than a piece is held at a time.
   *
   * @throws PluginException if it cannot be read, or is too large for a jar of strategies, be it
   *     that it grew meanwhile
   */
  static FileContent read(Path file) throws PluginException {
    try {
      long size = Files.size(file);
      if (size > LARGEST) {
        throw tooLarge(file, size + " bytes");
      }
      try (InputStream in = Files.newInputStream(file)) {
        return new FileContent(file, digest(file, in));
      }
    } catch (IOException e) {
      throw new PluginException(
          name(file), "not readable: " + e, "a jar that this process may read", e);
    }
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

  private static String digest(Path file, InputStream in) throws IOException, PluginException {
    MessageDigest digest = sha256();
    byte[] piece = new byte[PIECE];
    long total = 0;
    for (int length = in.read(piece); length >= 0; length = in.read(piece)) {
      total += length;
      if (total > LARGEST) {
        throw tooLarge(file, "more than " + LARGEST + " bytes");
      }
      digest.update(piece, 0, length);
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static PluginException tooLarge(Path file, String found) {
    return new PluginException(name(file), found, "a jar of at most " + LARGEST + " bytes");
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}

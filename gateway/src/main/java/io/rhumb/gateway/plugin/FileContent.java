package io.rhumb.gateway.plugin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** What a file holds at one moment, and a name for it. */
final class FileContent {

  private final byte[] bytes;
  private final String digest;

  private FileContent(byte[] bytes) {
    this.bytes = bytes;
    this.digest = HexFormat.of().formatHex(sha256().digest(bytes));
  }

  static FileContent read(Path file) throws PluginException {
    try {
      return new FileContent(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new PluginException(
          String.valueOf(file.getFileName()),
          "not readable: " + e,
          "a jar that this process may read",
          e);
    }
  }

  /** The SHA-256, in hexadecimal. */
  String digest() {
    return digest;
  }

  /** A file of its own with the same content, which goes with the process. */
  Path copy(String file) throws PluginException {
    try {
      Path copy = Files.createTempFile("rhumb-plugin-", ".jar");
      copy.toFile().deleteOnExit();
      return Files.write(copy, bytes);
    } catch (IOException e) {
      throw new PluginException(
          file,
          "cannot be copied: " + e,
          "a folder for temporary files that this process may write",
          e);
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}

package io.rhumb.gateway.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Reads files of a configuration whole. Bounded, since a path may be wrong: a file as large as the
 * heap would end the process.
 */
public final class WholeFile {

  /**
   * In bytes. A text that is short enough for a configuration, of 2^20 characters, has no more in
   * UTF-8, and no list of certificates or of hashes comes near it.
   */
  public static final int LARGEST = 3 << 20;

  private WholeFile() {}

  /**
   * Reads a file. Blocks.
   *
   * @return all that is in it
   * @throws IOException if it cannot be read, or is larger than {@link #LARGEST}, be it that it
   *     grew meanwhile
   */
  public static byte[] read(Path file) throws IOException {
    long size = Files.size(file);
    if (size > LARGEST) {
      throw tooLarge(size + " bytes");
    }
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(LARGEST + 1);
      if (bytes.length > LARGEST) {
        throw tooLarge("more than " + LARGEST + " bytes");
      }
      return bytes;
    }
  }

  private static IOException tooLarge(String found) {
    return new IOException(found + " (expected: at most " + LARGEST + ")");
  }
}

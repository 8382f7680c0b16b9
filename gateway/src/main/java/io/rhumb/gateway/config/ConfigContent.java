package io.rhumb.gateway.config;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * A configuration as it was fetched, before anybody understood it.
 *
 * @param name the file, folder or address, for messages
 * @param directory what relative paths in it are relative to
 * @param documents YAML, in the order in which they are merged; at least one
 */
public record ConfigContent(String name, Path directory, List<Document> documents) {

  /**
   * One text.
   *
   * @param name the file, for messages; empty if it is the only one
   * @param bytes UTF-8, as far as is known
   */
  // Compared by its digest only.
  @SuppressWarnings("ArrayRecordComponent")
  public record Document(String name, byte[] bytes) {

    /** Whether it holds nothing but spaces and ends of lines. */
    boolean isBlank() {
      for (byte b : bytes) {
        if (b < 0 || b > ' ') {
          return false;
        }
      }
      return true;
    }
  }

  /** Copies the list. */
  public ConfigContent {
    documents = List.copyOf(documents);
    Values.check(!documents.isEmpty(), "documents", documents, "at least one");
  }

  /** A single text. */
  public static ConfigContent of(String name, Path directory, byte[] bytes) {
    return new ConfigContent(name, directory, List.of(new Document("", bytes)));
  }

  /** SHA-256 over names and texts, in hexadecimal digits: of a single text, what {@code sha256sum} says of the file. */
  public String digest() {
    MessageDigest digest = sha256();
    for (Document document : documents) {
      digest.update(document.name().getBytes(StandardCharsets.UTF_8));
      digest.update(document.bytes());
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256: missing (expected: in every Java runtime)", e);
    }
  }
}

package io.rhumb.gateway.console;

import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A file of the page, out of the jar.
 *
 * @param name without a folder
 * @param type its media type
 * @param content all of it
 * @param tag says which version it is: the same for the same content
 */
record PageFile(String name, String type, Buffer content, String tag) {

  /** Reads it; blocks, for a moment. */
  static PageFile read(String name) {
    try (InputStream in = PageFile.class.getResourceAsStream("page/" + name)) {
      if (in == null) {
        throw new IllegalStateException("page/" + name + ": missing (expected: in the jar)");
      }
      byte[] bytes = in.readAllBytes();
      return new PageFile(name, type(name), Buffer.buffer(bytes), tag(bytes));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static String type(String name) {
    return switch (name.substring(name.lastIndexOf('.') + 1)) {
      case "html" -> "text/html; charset=utf-8";
      case "css" -> "text/css; charset=utf-8";
      case "js" -> "text/javascript; charset=utf-8";
      case "svg" -> "image/svg+xml";
      default ->
        throw new IllegalArgumentException(
            name + ": no known type (expected: html, css, js or svg)");
    };
  }

  private static String tag(byte[] bytes) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
      return '"' + HexFormat.of().formatHex(digest, 0, 12) + '"';
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256: missing (expected: in every Java runtime)", e);
    }
  }
}

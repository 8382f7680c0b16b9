package io.rhumb.gateway.command;

import io.rhumb.gateway.process.StartupException;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** What {@code --body} says: JSON as it is, {@code -} for standard input, or a file. */
final class LoadBody {

  /** How JSON begins that somebody would post. The name of a file that begins so can be written with {@code ./} before it. */
  private static final Pattern JSON = Pattern.compile("\\s*[{\\[\"].*", Pattern.DOTALL);

  private LoadBody() {}

  /**
   * Reads it; blocks.
   *
   * @throws StartupException if it cannot be read
   */
  static Buffer read(String written, InputStream standardInput) {
    if (written.isEmpty() || JSON.matcher(written).matches()) {
      return Buffer.buffer(written);
    }
    try {
      return Buffer.buffer(
          written.equals("-")
              ? standardInput.readAllBytes()
              : Files.readAllBytes(Path.of(written)));
    } catch (IOException | InvalidPathException failure) {
      throw new StartupException(
          "--body: " + written + " (expected: JSON, a file that can be read, or -; " + failure
              + ")",
          failure);
    }
  }
}

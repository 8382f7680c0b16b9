package io.rhumb.gateway.reload;

import io.rhumb.gateway.config.ConfigContent;
import io.rhumb.gateway.config.InvalidConfigException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Where a configuration comes from, to be fetched as often as one likes. */
public sealed interface ConfigSource permits FileSource, FolderSource, HttpSource {

  /** The file, folder or address as {@link #shown} has it, for messages. */
  String name();

  /**
   * Fetches what there is now. Does not block.
   *
   * @return the content; fails with an {@link InvalidConfigException} that says why there is none
   */
  Future<ConfigContent> fetch();

  /** A location for messages, {@code /config} and the log: a URL without user, password and query, in which there may be a key. */
  static String shown(String location) {
    return isUrl(location)
        ? location.replaceAll("[?#].*", "").replaceAll("//[^/]*@", "//…@")
        : location;
  }

  /**
   * The source at a place.
   *
   * @param location a file; a folder, of which every {@code .yaml} and {@code .yml} file counts; or an {@code http} or {@code https} URL
   * @throws InvalidConfigException if it is none of these
   */
  static ConfigSource of(Vertx vertx, String location) {
    if (isUrl(location)) {
      return HttpSource.of(vertx, location);
    }
    try {
      Path path = Path.of(location);
      FileTexts texts = new FileTexts(vertx);
      return Files.isDirectory(path) ? new FolderSource(texts, path) : new FileSource(texts, path);
    } catch (InvalidPathException e) {
      throw new InvalidConfigException(
          location, List.of("no path (expected: a file, a folder or a URL)"));
    }
  }

  private static boolean isUrl(String location) {
    String lower = location.toLowerCase(Locale.ROOT);
    return lower.startsWith("http://") || lower.startsWith("https://");
  }
}

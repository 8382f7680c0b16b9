package io.rhumb.gateway.reload;

import io.rhumb.gateway.config.InvalidConfigException;
import io.vertx.config.ConfigRetriever;
import io.vertx.config.ConfigRetrieverOptions;
import io.vertx.config.ConfigStoreOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Files as vertx-config fetches them. The texts come untouched, since its own YAML processor takes duplicate keys, has the types of
 * YAML 1.1 and loses the lines. It is asked each time rather than told to scan: its scan believes a half-written file, and logs the same
 * error each time.
 */
final class FileTexts {

  private FileTexts() {}

  /** The bytes of each of them, in order. */
  static Future<List<byte[]>> read(Vertx vertx, List<Path> files) {
    ConfigRetrieverOptions options =
        new ConfigRetrieverOptions().setIncludeDefaultStores(false).setScanPeriod(-1);
    for (int i = 0; i < files.size(); i++) {
      options.addStore(store(files.get(i), key(i)));
    }
    ConfigRetriever retriever = ConfigRetriever.create(vertx, options);
    return retriever.getConfig().eventually(retriever::close).map(fetched -> IntStream.range(
            0, files.size())
        .mapToObj(i -> fetched.getBinary(key(i)))
        .toList());
  }

  /** Says why a file or folder could not be read. */
  static <T> Future<T> unreadable(Path path, Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null && !(cause instanceof IOException)) {
      cause = cause.getCause();
    }
    return Future.failedFuture(
        new InvalidConfigException(path.toString(), List.of(reason(path, cause))));
  }

  private static String key(int index) {
    return "text-" + index;
  }

  private static ConfigStoreOptions store(Path file, String key) {
    return new ConfigStoreOptions()
        .setType("file")
        .setFormat("raw")
        .setConfig(new JsonObject()
            // Absolute, or Vert.x would look for it on the class path too.
            .put("path", file.toAbsolutePath().toString())
            .put("raw.key", key)
            .put("raw.type", "binary"));
  }

  private static String reason(Path path, Throwable cause) {
    if (cause instanceof NoSuchFileException) {
      return "no such file";
    }
    if (cause instanceof NotDirectoryException || Files.isDirectory(path)) {
      return "not what it was (expected: a file that stays a file, or a folder that stays a folder)";
    }
    return cause instanceof AccessDeniedException
        ? "not readable by this process"
        : "not readable: " + cause.getMessage();
  }
}

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
import org.jspecify.annotations.Nullable;

/**
 * Files as vertx-config fetches them. The texts come untouched, since its own YAML processor takes duplicate keys, has the types of
 * YAML 1.1 and loses the lines. It is asked each time rather than told to scan: its scan believes a half-written file, and logs the same
 * error each time. Thread-safe.
 */
final class FileTexts {

  private final Vertx vertx;
  private List<Path> files = List.of();
  private @Nullable ConfigRetriever retriever;

  FileTexts(Vertx vertx) {
    this.vertx = vertx;
  }

  /** The bytes of each of them, in order. */
  Future<List<byte[]>> read(List<Path> wanted) {
    return retriever(wanted).getConfig().map(fetched -> IntStream.range(0, wanted.size())
        .mapToObj(i -> fetched.getBinary(key(i)))
        .toList());
  }

  /** One for as long as the files are the same: each makes loggers with names of their own, which are never collected (5.0.12). */
  private synchronized ConfigRetriever retriever(List<Path> wanted) {
    ConfigRetriever current = retriever;
    if (current == null || !files.equals(wanted)) {
      if (current != null) {
        current.close();
      }
      ConfigRetrieverOptions options =
          new ConfigRetrieverOptions().setIncludeDefaultStores(false).setScanPeriod(-1);
      for (int i = 0; i < wanted.size(); i++) {
        options.addStore(store(wanted.get(i), key(i)));
      }
      current = ConfigRetriever.create(vertx, options);
      retriever = current;
      files = List.copyOf(wanted);
    }
    return current;
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
        .setType(FileStore.TYPE)
        .setFormat("raw")
        .setConfig(new JsonObject()
            .put(FileStore.PATH, file.toString())
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

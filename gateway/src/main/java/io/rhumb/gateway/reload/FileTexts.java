package io.rhumb.gateway.reload;

import io.rhumb.gateway.config.InvalidConfigException;
import io.rhumb.gateway.config.WholeFile;
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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Files as vertx-config fetches them. The texts come untouched, since its own YAML processor takes
 * duplicate keys, has the types of YAML 1.1 and loses the lines. It is asked each time rather than
 * told to scan: its scan believes a half-written file, and logs the same error each time.
 * Thread-safe.
 */
final class FileTexts {

  private static final String KEY = "text";

  /** For each file, as a URL has: many files take their time where a network is between. */
  private static final long TIMEOUT_MILLIS = 5_000;

  private final Vertx vertx;
  private final BoundedReads reads;
  private final Map<Path, ConfigRetriever> retrievers = new HashMap<>();

  FileTexts(Vertx vertx) {
    this(vertx, TIMEOUT_MILLIS);
  }

  /**
   * Nothing read yet.
   *
   * @param timeoutMillis the longest that a file, or the list of a folder, may take
   */
  FileTexts(Vertx vertx, long timeoutMillis) {
    this.vertx = vertx;
    this.reads = new BoundedReads(timeoutMillis);
  }

  /**
   * Lists a folder.
   *
   * @return the paths of what is in it; fails with an {@link InvalidConfigException} that says why
   *     that cannot be told
   */
  Future<List<String>> list(Path folder) {
    return bounded(
        folder, () -> vertx.fileSystem().readDir(folder.toAbsolutePath().toString()));
  }

  /**
   * Reads files one after the other: where their file system hangs, that takes one thread, and not
   * one for each.
   *
   * @param files at least one
   * @return the bytes of each of them, in order; fails with an {@link InvalidConfigException} that
   *     says why there are none, or that they are more in all than a file may have
   */
  Future<List<byte[]>> read(List<Path> files) {
    retain(files);
    Future<List<byte[]>> read = read(files.get(0)).map(List::of);
    for (Path file : files.subList(1, files.size())) {
      read = read.compose(before -> read(file).map(bytes -> with(before, file, bytes)));
    }
    return read;
  }

  private Future<byte[]> read(Path file) {
    return bounded(file, () -> retriever(file).getConfig()).map(fetched -> fetched.getBinary(KEY));
  }

  private <T> Future<T> bounded(Path path, Supplier<Future<T>> reading) {
    return reads
        .read(path, reading)
        .recover(failure -> failure instanceof InvalidConfigException
            ? Future.failedFuture(failure)
            : unreadable(path, failure));
  }

  private static List<byte[]> with(List<byte[]> before, Path file, byte[] bytes) {
    List<byte[]> all = new ArrayList<>(before);
    all.add(bytes);
    if (all.stream().mapToInt(text -> text.length).sum() > WholeFile.LARGEST) {
      throw new InvalidConfigException(
          file.toString(),
          List.of("more than " + WholeFile.LARGEST
              + " bytes with the files before it (expected: a configuration)"));
    }
    return all;
  }

  /**
   * One for as long as the file is read: each makes loggers with names of their own, which are
   * never collected (5.0.12).
   */
  private synchronized ConfigRetriever retriever(Path file) {
    return retrievers.computeIfAbsent(
        file,
        path -> ConfigRetriever.create(
            vertx,
            new ConfigRetrieverOptions()
                .setIncludeDefaultStores(false)
                .setScanPeriod(-1)
                .addStore(store(path))));
  }

  private synchronized void retain(List<Path> files) {
    retrievers.entrySet().removeIf(entry -> {
      boolean unwanted = !files.contains(entry.getKey());
      if (unwanted) {
        entry.getValue().close();
      }
      return unwanted;
    });
  }

  /** Says why a file or folder could not be read. */
  private static <T> Future<T> unreadable(Path path, Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null && !(cause instanceof IOException)) {
      cause = cause.getCause();
    }
    return Future.failedFuture(
        new InvalidConfigException(path.toString(), List.of(reason(path, cause))));
  }

  private static ConfigStoreOptions store(Path file) {
    return new ConfigStoreOptions()
        .setType(FileStore.TYPE)
        .setFormat("raw")
        .setConfig(new JsonObject()
            .put(FileStore.PATH, file.toString())
            .put("raw.key", KEY)
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

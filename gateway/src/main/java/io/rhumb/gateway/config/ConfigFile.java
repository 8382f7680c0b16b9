package io.rhumb.gateway.config;

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
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Reads a configuration file: YAML, of which {@code conf/gateway.yaml} shows every key.
 *
 * <p>vertx-config fetches the file; the text comes untouched, since its own YAML processor takes duplicate keys, has
 * the types of YAML 1.1 and loses the lines.
 */
public final class ConfigFile {

  private static final String RAW = "raw";

  private ConfigFile() {}

  /**
   * Reads a file without blocking the caller.
   *
   * @param vertx fetches the file; what is slow runs on its worker threads
   * @param file the file; paths in it are relative to its directory
   * @param environment the environment variables
   * @return the configuration; fails with an {@link InvalidConfigException} that carries every problem, also where
   *     there is no such file
   */
  public static Future<GatewayConfig> read(
      Vertx vertx, Path file, Map<String, String> environment) {
    ConfigRetriever retriever = ConfigRetriever.create(vertx, options(file));
    return retriever
        .getConfig()
        .eventually(retriever::close)
        .recover(failure -> Future.failedFuture(unreadable(file, failure)))
        .compose(fetched ->
            vertx.executeBlocking(() -> parse(file, fetched.getBinary(RAW), environment), false));
  }

  /**
   * Reads a file, and blocks meanwhile: for commands that have nothing else to do.
   *
   * @param file the file; paths in it are relative to its directory
   * @param environment the environment variables
   * @return the configuration
   * @throws InvalidConfigException with every problem, also where there is no such file
   */
  public static GatewayConfig read(Path file, Map<String, String> environment) {
    byte[] bytes;
    try {
      bytes = Files.readAllBytes(file);
    } catch (IOException e) {
      throw unreadable(file, e);
    }
    return parse(file, bytes, environment);
  }

  /**
   * Reads a text. Looks at the files that the text names, relative to the working directory.
   *
   * @param sourceName what stands for a file in messages
   * @param yamlText the text
   * @param environment the environment variables
   * @return the configuration
   * @throws InvalidConfigException with every problem
   */
  public static GatewayConfig parse(
      String sourceName, String yamlText, Map<String, String> environment) {
    ReadContext context = new ReadContext(Path.of(""), environment, new Problems());
    return parse(sourceName, yamlText, context);
  }

  private static GatewayConfig parse(Path file, byte[] bytes, Map<String, String> environment) {
    ReadContext context = new ReadContext(directory(file), environment, new Problems());
    String text = Utf8.decode(bytes, context.problems()).orElse("");
    context.problems().throwIfAny(file.toString());
    return parse(file.toString(), text, context);
  }

  private static GatewayConfig parse(String sourceName, String text, ReadContext context) {
    return context.finish(
        sourceName,
        new YamlDocument(context.problems()).parse(text).flatMap(new GatewayReader(context)::read));
  }

  private static Path directory(Path file) {
    Path parent = file.toAbsolutePath().getParent();
    return parent == null ? file.toAbsolutePath() : parent;
  }

  private static ConfigRetrieverOptions options(Path file) {
    return new ConfigRetrieverOptions()
        .setIncludeDefaultStores(false)
        .setScanPeriod(-1)
        .addStore(new ConfigStoreOptions()
            .setType("file")
            .setFormat("raw")
            .setConfig(new JsonObject()
                // Absolute, or Vert.x would look for it on the class path too.
                .put("path", file.toAbsolutePath().toString())
                .put("raw.key", RAW)
                .put("raw.type", "binary")));
  }

  private static InvalidConfigException unreadable(Path file, Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null && !(cause instanceof IOException)) {
      cause = cause.getCause();
    }
    return new InvalidConfigException(file.toString(), List.of(reason(file, cause)));
  }

  private static String reason(Path file, Throwable cause) {
    if (cause instanceof NoSuchFileException) {
      return "no such file";
    }
    if (Files.isDirectory(file)) {
      return "a directory (expected: a YAML file)";
    }
    return cause instanceof AccessDeniedException
        ? "not readable by this process"
        : "not readable: " + cause.getMessage();
  }
}

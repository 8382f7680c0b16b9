package io.rhumb.gateway.reload;

import io.rhumb.gateway.config.ConfigContent;
import io.vertx.core.Future;
import java.nio.file.Path;
import java.util.List;

/**
 * A single file.
 *
 * @param texts reads it
 * @param file the file; paths in it are relative to its directory
 */
record FileSource(FileTexts texts, Path file) implements ConfigSource {

  @Override
  public String name() {
    return file.toString();
  }

  @Override
  public Future<ConfigContent> fetch() {
    return texts
        .read(List.of(file))
        .map(read -> ConfigContent.of(name(), directory(), read.get(0)));
  }

  private Path directory() {
    Path parent = file.toAbsolutePath().getParent();
    return parent == null ? file.toAbsolutePath() : parent;
  }
}

package io.rhumb.gateway.reload;

import io.rhumb.gateway.config.ConfigContent;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.List;

/**
 * A single file.
 *
 * @param file the file; paths in it are relative to its directory
 */
record FileSource(Path file) implements ConfigSource {

  @Override
  public String name() {
    return file.toString();
  }

  @Override
  public Future<ConfigContent> fetch(Vertx vertx) {
    return FileTexts.read(vertx, List.of(file))
        .map(texts -> ConfigContent.of(name(), directory(), texts.get(0)))
        .recover(failure -> FileTexts.unreadable(file, failure));
  }

  private Path directory() {
    Path parent = file.toAbsolutePath().getParent();
    return parent == null ? file.toAbsolutePath() : parent;
  }
}

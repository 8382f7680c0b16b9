package io.rhumb.gateway.reload;

import io.rhumb.gateway.config.WholeFile;
import io.vertx.config.spi.ConfigStore;
import io.vertx.config.spi.ConfigStoreFactory;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;

/**
 * Tells vertx-config how to read a file of no more than {@link WholeFile#LARGEST} bytes, which its
 * own store for files reads however large it is. Found as a service, by {@link #TYPE}. Thread-safe.
 */
public final class FileStore implements ConfigStoreFactory {

  /** What a retriever's options call it. */
  static final String TYPE = "bounded-file";

  /** The key of the path, relative to the working directory. */
  static final String PATH = "path";

  /** One for all files: they are read one after the other. */
  private static final String THREAD = "rhumb-config-files";

  /** For the service loader. */
  public FileStore() {}

  @Override
  public String name() {
    return TYPE;
  }

  @Override
  public ConfigStore create(Vertx vertx, JsonObject configuration) {
    return new Store(
        vertx.createSharedWorkerExecutor(THREAD, 1), Path.of(configuration.getString(PATH)));
  }

  /**
   * Reads on a thread of its own: TLS handshakes are computed by those that Vert.x reads files with,
   * and who waits behind other work would be taken for a file system that hangs.
   */
  private record Store(WorkerExecutor reader, Path file) implements ConfigStore {

    @Override
    public Future<Buffer> get() {
      return reader.executeBlocking(() -> Buffer.buffer(WholeFile.read(file)));
    }

    @Override
    public Future<Void> close() {
      return reader.close();
    }
  }
}

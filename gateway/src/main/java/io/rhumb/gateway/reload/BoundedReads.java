package io.rhumb.gateway.reload;

import io.rhumb.gateway.config.InvalidConfigException;
import io.vertx.core.Future;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * Waits for reads that may hang, as those of file systems over a network do. Nothing ends such a
 * read, and each holds a thread: while one hangs no other is begun. Thread-safe.
 */
final class BoundedReads {

  private record Begun(Path path, Future<?> read) {}

  private final long timeoutMillis;
  /** What did not end in time, but may have ended since. */
  private volatile Begun late = new Begun(Path.of(""), Future.succeededFuture());

  /**
   * None begun yet.
   *
   * @param timeoutMillis the longest that one of them may take
   */
  BoundedReads(long timeoutMillis) {
    this.timeoutMillis = timeoutMillis;
  }

  /**
   * Reads once.
   *
   * @param path what is read, for messages
   * @param reading begins it
   * @return what the read brings; fails with an {@link InvalidConfigException} if this one, or one
   *     before it, takes too long
   */
  <T> Future<T> read(Path path, Supplier<Future<T>> reading) {
    Begun before = late;
    if (!before.read().isComplete()) {
      return refused(before);
    }
    Future<T> read = reading.get();
    return read.timeout(timeoutMillis, TimeUnit.MILLISECONDS).recover(failure -> {
      if (failure instanceof TimeoutException) {
        Begun hanging = new Begun(path, read);
        late = hanging;
        return refused(hanging);
      }
      return Future.failedFuture(failure);
    });
  }

  private <T> Future<T> refused(Begun hanging) {
    return Future.failedFuture(new InvalidConfigException(
        hanging.path().toString(),
        List.of(
            "not read within " + timeoutMillis + " ms (expected: a file system that answers)")));
  }
}

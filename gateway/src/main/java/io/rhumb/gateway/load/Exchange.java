package io.rhumb.gateway.load;

import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpVersion;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** One request and its answer, from when it is taken up until it ends, once. One event loop. */
final class Exchange {

  private final LoadClient client;
  private final LongSupplier clock;
  private final Consumer<Shot> record;
  private final long dueNanos;
  private final long timer;
  private Said said = Said.NOTHING;
  private long takenUpNanos;
  private @Nullable HttpClientRequest request;
  private long firstByteNanos;
  private boolean ended;

  /**
   * Takes a request up now.
   *
   * @param clock nanoseconds since the start
   * @param record told once how it ended
   */
  Exchange(LoadClient client, LongSupplier clock, Consumer<Shot> record, long dueNanos) {
    this.client = client;
    this.clock = clock;
    this.record = record;
    this.dueNanos = dueNanos;
    this.takenUpNanos = clock.getAsLong();
    this.timer = client.afterTimeout(this::timeOut);
  }

  /** Sends it. */
  void send() {
    client.open().onComplete(this::send, cause -> end(Ending.notConnected(cause)));
  }

  private void send(HttpClientRequest opened) {
    if (ended) {
      opened.reset();
      return;
    }
    request = opened;
    // Over HTTP/1.1 what was waited for is the server, which has to take a connection.
    if (opened.version() == HttpVersion.HTTP_2) {
      takenUpNanos = clock.getAsLong();
    }
    opened.send(client.body()).onComplete(this::read, cause -> end(Ending.brokenOff(cause)));
  }

  private void read(HttpClientResponse head) {
    said = Said.of(head);
    head.handler(piece -> sawByte());
    head.end()
        .onComplete(
            whole -> end(Ending.answered(head.statusCode())),
            cause -> end(Ending.brokenOff(cause)));
  }

  private void sawByte() {
    if (firstByteNanos == 0) {
      firstByteNanos = clock.getAsLong();
    }
  }

  private void timeOut() {
    if (request == null) {
      end(Ending.NO_CONNECTION);
      return;
    }
    end(Ending.TIMED_OUT);
    request.reset();
  }

  private void end(Ending ending) {
    if (ended) {
      return;
    }
    ended = true;
    client.cancel(timer);
    sawByte();
    record.accept(
        new Shot(dueNanos, takenUpNanos, firstByteNanos, clock.getAsLong(), ending, said));
  }
}

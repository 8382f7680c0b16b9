package io.rhumb.gateway.faults;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.net.http.HttpResponse.ResponseInfo;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Takes down what comes of one answer: Java's own client forgets all of it if the end does not come. Thread-safe. */
final class Receipt implements BodyHandler<Void> {

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private int status;
  private HttpHeaders headers = HttpHeaders.of(Map.of(), (name, value) -> true);
  private long firstByteAt;

  @Override
  public synchronized BodySubscriber<Void> apply(ResponseInfo head) {
    status = head.statusCode();
    headers = head.headers();
    return BodySubscribers.ofByteArrayConsumer(piece -> piece.ifPresent(this::add));
  }

  private synchronized void add(byte[] piece) {
    if (bytes.size() == 0) {
      firstByteAt = System.nanoTime();
    }
    bytes.writeBytes(piece);
  }

  /**
   * What there is now, when nothing more will come.
   *
   * @param failure what came instead of the end, or null
   * @param dueNanos when it was due
   */
  synchronized Answer answer(Mode mode, Throwable failure, long dueNanos) {
    long now = System.nanoTime();
    return new Answer(
        mode,
        status,
        headers,
        bytes.toString(StandardCharsets.UTF_8),
        failure == null ? "" : failure.toString(),
        (bytes.size() == 0 ? now : firstByteAt) - dueNanos,
        now - dueNanos);
  }
}

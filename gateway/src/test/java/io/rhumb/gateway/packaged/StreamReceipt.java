package io.rhumb.gateway.packaged;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.net.http.HttpResponse.ResponseInfo;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Pattern;

/** Takes down what comes of one stream: Java's own client forgets all of it if the end does not come. Thread-safe. */
final class StreamReceipt implements BodyHandler<Void> {

  /** How a stream ends, by what became of the attempt that it is the answer of. */
  private static final Map<String, Pattern> ENDS = Map.of(
      "success", Pattern.compile("\n\ndata: \\[DONE]\n\n\\z"),
      "stream-cut", Pattern.compile("\n\ndata: \\{\"error\":\\{\"code\":503,[^\n]*\n\n\\z"),
      "stream-stalled", Pattern.compile("\n\ndata: \\{\"error\":\\{\"code\":504,[^\n]*\n\n\\z"));

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private int status;
  private HttpHeaders headers = HttpHeaders.of(Map.of(), (name, value) -> true);
  private String failure = "";

  @Override
  public synchronized BodySubscriber<Void> apply(ResponseInfo head) {
    status = head.statusCode();
    headers = head.headers();
    return BodySubscribers.ofByteArrayConsumer(piece -> piece.ifPresent(this::add));
  }

  private synchronized void add(byte[] piece) {
    bytes.writeBytes(piece);
  }

  /** Nothing more will come. */
  synchronized StreamReceipt over(Throwable cause) {
    failure = cause == null ? "" : cause.toString();
    return this;
  }

  synchronized HttpHeaders headers() {
    return headers;
  }

  /**
   * What became of it, in the words of the outcomes of attempts. One that broke off has to say so in both ways: by its last event, and by an
   * end that is none. Empty: something else, which should not be.
   */
  synchronized String end() {
    String body = bytes.toString(StandardCharsets.UTF_8);
    return ENDS.entrySet().stream()
        .filter(end -> status == 200 && end.getValue().matcher(body).find())
        .map(Map.Entry::getKey)
        .filter(end -> end.equals("success") == failure.isEmpty())
        .findFirst()
        .orElse("");
  }

  @Override
  public synchronized String toString() {
    return status + " " + headers.map() + " " + bytes.toString(StandardCharsets.UTF_8) + " "
        + failure;
  }
}

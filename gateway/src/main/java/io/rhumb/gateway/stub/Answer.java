package io.rhumb.gateway.stub;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/**
 * A whole answer.
 *
 * @param status the HTTP status
 * @param headers those that only some answers have, content-type among them
 * @param body the body
 */
record Answer(int status, List<Map.Entry<CharSequence, CharSequence>> headers, Buffer body)
    implements Reply {

  private static final CharSequence JSON =
      HttpHeaders.createOptimized("application/json; charset=UTF-8");
  private static final CharSequence TEXT = HttpHeaders.createOptimized("text/plain; charset=UTF-8");

  private static final CharSequence GZIP = HttpHeaders.createOptimized("gzip");
  private static final CharSequence RETRY_AFTER = HttpHeaders.createOptimized("retry-after");

  static final Map.Entry<CharSequence, CharSequence> JSON_TYPE =
      Map.entry(HttpHeaders.CONTENT_TYPE, JSON);

  private static final Map.Entry<CharSequence, CharSequence> TEXT_TYPE =
      Map.entry(HttpHeaders.CONTENT_TYPE, TEXT);

  /** An answer of JSON, with blanks so that it has about so many bytes. */
  static Answer json(JsonObject json, int bytes) {
    return new Answer(200, List.of(JSON_TYPE), Buffer.buffer(Padding.padded(json.encode(), bytes)));
  }

  /** Vertex's error envelope. */
  static Answer error(int status, String message) {
    JsonObject error = new JsonObject()
        .put("code", status)
        .put("message", message)
        .put("status", RpcStatus.of(status))
        .put("details", new JsonArray());
    return new Answer(
        status, List.of(JSON_TYPE), new JsonObject().put("error", error).toBuffer());
  }

  /** What a fault says. */
  static Answer of(Effect.Status fault) {
    String message = fault.message();
    Answer answer =
        error(fault.status(), message == null ? RpcStatus.message(fault.status()) : message);
    String body = fault.body();
    if (body != null) {
      answer = new Answer(
          fault.status(),
          List.of(body.startsWith("{") ? JSON_TYPE : TEXT_TYPE),
          Buffer.buffer(body));
    }
    Integer retryAfter = fault.retryAfter();
    return retryAfter == null
        ? answer
        : answer.with(RETRY_AFTER, retryAfter.toString(), answer.body());
  }

  /** The same as the only element of a JSON array, which is how a stream that would have been one is refused. */
  Answer listed() {
    Buffer list = Buffer.buffer("[").appendBuffer(body).appendString("\n]");
    return new Answer(status, headers, list);
  }

  /** The same, gzip-encoded. */
  Answer gzipped() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(body.getBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return with(HttpHeaders.CONTENT_ENCODING, GZIP, Buffer.buffer(bytes.toByteArray()));
  }

  private Answer with(CharSequence name, CharSequence value, Buffer newBody) {
    List<Map.Entry<CharSequence, CharSequence>> more = new ArrayList<>(headers);
    more.add(Map.entry(name, value));
    return new Answer(status, more, newBody);
  }
}

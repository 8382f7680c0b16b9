package io.rhumb.gateway.upstream;

import io.rhumb.gateway.grpc.GrpcStatus;
import io.vertx.core.MultiMap;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;

/**
 * The body of an error, to be looked into. A client that accepts gzip gets errors in gzip too, and Google's front ends make use of
 * it. Only the beginning counts: errors are short, and a body that unpacks to more than that is no error but an attack.
 */
final class ErrorText {

  /** A guess. */
  private static final int MOST_BYTES = 16 * 1024;

  private ErrorText() {}

  /** The text; empty if it cannot be unpacked. */
  static String of(UpstreamAnswer answer) {
    if (answer.trailers() != null) {
      return ofGrpc(answer.headers(), answer.trailers());
    }
    int length = Math.min(answer.body().length(), MOST_BYTES);
    byte[] bytes = answer.body().getBytes(0, length);
    String coding = answer.headers().get("content-encoding");
    return new String(
        "gzip".equalsIgnoreCase(coding) ? unpacked(bytes) : bytes, StandardCharsets.UTF_8);
  }

  /** Letters stand for themselves in it, which is enough to look for words. */
  static String ofGrpc(MultiMap headers, MultiMap trailers) {
    String behind = trailers.get(GrpcStatus.MESSAGE);
    String message = behind == null ? headers.get(GrpcStatus.MESSAGE) : behind;
    return message == null ? "" : message;
  }

  private static byte[] unpacked(byte[] packed) {
    try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
      return in.readNBytes(MOST_BYTES);
    } catch (IOException broken) {
      return new byte[0];
    }
  }
}

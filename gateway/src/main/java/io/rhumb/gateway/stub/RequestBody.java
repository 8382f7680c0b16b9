package io.rhumb.gateway.stub;

import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** The body of one request as it comes in, and no more of it than Vertex takes. For one thread. */
final class RequestBody {

  /** What dedicated and private endpoints take, read as 10 MiB: Google writes "10 MB" and does not say which. */
  static final int MAX_BYTES = 10 << 20;

  private Buffer bytes = Buffer.buffer(0);
  private int pieces;

  /** Takes the next piece. */
  void append(Buffer piece) throws RefusedException {
    if ((long) bytes.length() + piece.length() > MAX_BYTES) {
      throw tooLong();
    }
    // Most bodies are one piece, which then is not copied.
    bytes = pieces == 0 ? piece : grow(piece);
    pieces++;
  }

  /** The whole, without its encoding. */
  byte[] content(@Nullable String encoding) throws RefusedException {
    if (encoding == null || encoding.equalsIgnoreCase("identity")) {
      return bytes.getBytes();
    }
    if (!encoding.equalsIgnoreCase("gzip")) {
      throw new RefusedException(400, "Unsupported content encoding: " + encoding + ".");
    }
    return unzipped();
  }

  static RefusedException tooLong() {
    return new RefusedException(
        413, "Request payload size exceeds the limit: " + MAX_BYTES + " bytes.");
  }

  private Buffer grow(Buffer piece) {
    // The first piece may be a view of the network's memory, to which nothing can be appended.
    Buffer all = pieces == 1 ? Buffer.buffer(bytes.length() * 2).appendBuffer(bytes) : bytes;
    return all.appendBuffer(piece);
  }

  private byte[] unzipped() throws RefusedException {
    try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(bytes.getBytes()))) {
      byte[] content = gzip.readNBytes(MAX_BYTES + 1);
      if (content.length > MAX_BYTES) {
        throw tooLong();
      }
      return content;
    } catch (IOException e) {
      throw new RefusedException(400, "Request body is not valid gzip: " + e.getMessage() + ".");
    }
  }
}

package io.rhumb.gateway.packaged;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/**
 * One connection, one request after the other, over a bare socket: a client library might repeat a request, or say
 * less of how a connection ended.
 */
public final class KeepAliveClient implements AutoCloseable {

  private static final int TIMEOUT_MILLIS = 30_000;

  /** How long a body is that says so as it comes. */
  private static final int CHUNKED = -1;

  private final Socket socket;
  private final InputStream in;

  public KeepAliveClient(int port) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(TIMEOUT_MILLIS);
    in = new BufferedInputStream(socket.getInputStream());
  }

  /**
   * Posts three instances.
   *
   * @return status line and body; empty if the connection was closed instead of an answer
   * @throws EOFException if it was closed in the middle of one
   */
  public Optional<String> predict() throws IOException {
    return post("/predict", Http.BODY);
  }

  /**
   * Posts something else.
   *
   * @return status line and body; empty if the connection was closed instead of an answer
   * @throws EOFException if it was closed in the middle of one
   */
  public Optional<String> post(String path, String body) throws IOException {
    try {
      socket.getOutputStream().write(request(path, body));
      socket.getOutputStream().flush();
    } catch (IOException closed) {
      return Optional.empty();
    }
    String status = line(true);
    return status.isEmpty() ? Optional.empty() : Optional.of(status + " " + body());
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  private static byte[] request(String path, String body) {
    String text = "POST " + path
        + " HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\n"
        + "content-length: " + body.length() + "\r\n\r\n" + body;
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private String body() throws IOException {
    int length = CHUNKED;
    for (String header = line(false); !header.isEmpty(); header = line(false)) {
      String[] parts = header.toLowerCase(Locale.ROOT).split(":", 2);
      length = parts[0].equals("content-length") ? Integer.parseInt(parts[1].strip()) : length;
    }
    return length == CHUNKED ? chunks() : bytes(length);
  }

  private String chunks() throws IOException {
    StringBuilder body = new StringBuilder();
    for (int size = chunkSize(); size > 0; size = chunkSize()) {
      body.append(bytes(size));
      line(false);
    }
    line(false);
    return body.toString();
  }

  private int chunkSize() throws IOException {
    return Integer.parseInt(line(false), 16);
  }

  private String bytes(int length) throws IOException {
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new EOFException("cut in the body after " + bytes.length + " of " + length + " bytes");
    }
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /** A line of the head; empty at its end, and where the connection ends instead of its first. */
  private String line(boolean mayEnd) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = read(mayEnd); next != '\n'; next = read(mayEnd && line.isEmpty())) {
      if (next < 0) {
        return "";
      }
      line.append((char) next);
    }
    return line.toString().stripTrailing();
  }

  private int read(boolean mayEnd) throws IOException {
    int next;
    try {
      next = in.read();
    } catch (IOException reset) {
      next = -1;
    }
    if (next < 0 && !mayEnd) {
      throw new EOFException("cut in the head");
    }
    return next;
  }
}

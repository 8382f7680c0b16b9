package io.rhumb.gateway;

import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** What is written as standard output would be, which can be held up as a pipe is that nobody reads. Thread-safe. */
final class Captured extends OutputStream {

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final CountDownLatch read = new CountDownLatch(1);
  private final boolean stuck;

  private Captured(boolean stuck) {
    this.stuck = stuck;
  }

  static Captured create() {
    return new Captured(false);
  }

  /** Nobody reads it before {@link #flow}. */
  static Captured stuck() {
    return new Captured(true);
  }

  void flow() {
    read.countDown();
  }

  PrintStream stream() {
    return new PrintStream(this, false, StandardCharsets.UTF_8);
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] some, int offset, int length) throws IOException {
    if (stuck) {
      try {
        read.await();
      } catch (InterruptedException interrupted) {
        throw new IOException(interrupted);
      }
    }
    bytes.write(some, offset, length);
  }

  String text() {
    return bytes.toString(StandardCharsets.UTF_8);
  }

  List<JsonObject> lines() {
    return text().lines().map(JsonObject::new).toList();
  }
}

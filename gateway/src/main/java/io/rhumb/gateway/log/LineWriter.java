package io.rhumb.gateway.log;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** The one thread that makes lines and writes them. If nobody reads them, it is the only one that waits. */
final class LineWriter {

  private static final System.Logger LOG = System.getLogger(LineWriter.class.getName());

  /** How long what was left out may go unsaid. */
  private static final long SUMMARY_MILLIS = 60_000;

  /** For what is left to be written, when the gateway stops. Who does not read by then will not. A guess. */
  private static final long CLOSE_MILLIS = 1_000;

  /** Nobody reads faster. A guess. */
  private static final long GATHER_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  private final LineQueue<RequestLine> queue;
  private final Selection selection;
  private final Lines lines;
  private final PrintStream out;
  private final InstantSource clock;
  private final Promise<Void> ended = Promise.promise();
  private final Thread thread = new Thread(this::run, "rhumb-log");
  private long bugs;
  private long writtenMillis;
  private volatile boolean closing;

  LineWriter(
      LineQueue<RequestLine> queue,
      Selection selection,
      Lines lines,
      PrintStream out,
      InstantSource clock) {
    this.queue = queue;
    this.selection = selection;
    this.lines = lines;
    this.out = out;
    this.clock = clock;
    this.writtenMillis = clock.millis();
  }

  /** Begins on a thread of its own. */
  void start() {
    thread.setDaemon(true);
    thread.start();
  }

  /** Writes what there is, and ends. Completes when that is done, or a second later. */
  Future<Void> close() {
    closing = true;
    // Remembered, should it not be waiting yet.
    LockSupport.unpark(thread);
    return ended.future().timeout(CLOSE_MILLIS, TimeUnit.MILLISECONDS).otherwiseEmpty();
  }

  private void run() {
    while (true) {
      // Asked first: what was offered before it is closed is written.
      boolean last = closing;
      writeAll();
      if (last) {
        summarize(0);
        ended.tryComplete();
        return;
      }
      summarize(SUMMARY_MILLIS);
      queue.await(SUMMARY_MILLIS);
      gather();
    }
  }

  /** Those that come a little later are written with it: to wake a thread for each would cost more than to write it. */
  private void gather() {
    if (!closing) {
      LockSupport.parkNanos(GATHER_NANOS);
    }
  }

  private void writeAll() {
    for (RequestLine line = queue.poll(); line != null; line = queue.poll()) {
      try {
        write(lines.of(line, selection.leftOut()));
      } catch (RuntimeException bug) {
        if (Long.bitCount(++bugs) == 1) {
          LOG.log(
              System.Logger.Level.ERROR,
              "line of a request: not made, for the " + bugs + ". time",
              bug);
        }
      }
    }
  }

  private void summarize(long afterMillis) {
    if (clock.millis() - writtenMillis >= afterMillis) {
      LeftOut leftOut = selection.leftOut();
      if (leftOut.all() > 0) {
        write(lines.of(leftOut, clock.millis()));
      }
    }
  }

  /** In one piece: others may write there too. */
  private void write(String line) {
    byte[] bytes = (line + System.lineSeparator()).getBytes(StandardCharsets.UTF_8);
    out.write(bytes, 0, bytes.length);
    out.flush();
    writtenMillis = clock.millis();
  }
}

package io.rhumb.gateway.log;

import io.rhumb.engine.Strangers;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;

/**
 * Writes what is logged by a thread of its own: who logs, be it an event loop, never waits for who
 * reads. What finds no room is lost, and a line says how many were. Thread-safe.
 */
public final class AsyncHandler extends Handler {

  /** Some hundred bytes each, or with a stack trace some kilobytes. A guess. */
  private static final int MOST_WAITING = 1_000;

  /** Who does not read by then will not. A guess. */
  private static final long FLUSH_NANOS = TimeUnit.SECONDS.toNanos(1);

  /** Each line wakes the writer. */
  private static final long IDLE_MILLIS = 60_000;

  private final PrintStream out;
  private final Charset charset;
  private final LineQueue<byte[]> queue = new LineQueue<>(MOST_WAITING);
  private final AtomicLong accepted = new AtomicLong();
  private final AtomicLong lost = new AtomicLong();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition progress = lock.newCondition();
  /** Of those accepted. Guarded by the lock, which no one who logs takes. */
  private long written;

  /** From the queue. The writer's own. */
  private long taken;

  private AsyncHandler(PrintStream out, Charset charset) {
    this.out = out;
    this.charset = charset;
  }

  /**
   * A handler that has begun, with the formatter, level, filter and encoding of another.
   *
   * @param out written to by one thread; never closed
   */
  public static AsyncHandler inPlaceOf(Handler other, PrintStream out) {
    String encoding = other.getEncoding();
    AsyncHandler handler = new AsyncHandler(
        out, encoding == null ? Charset.defaultCharset() : Charset.forName(encoding));
    handler.setFormatter(other.getFormatter());
    handler.setLevel(other.getLevel());
    handler.setFilter(other.getFilter());
    Thread writer = new Thread(handler::run, "rhumb-process-log");
    writer.setDaemon(true);
    writer.start();
    return handler;
  }

  /** {@inheritDoc} Formats it here, since it is by the stack that a record knows where it was logged. */
  @Override
  public void publish(LogRecord record) {
    if (!isLoggable(record)) {
      return;
    }
    byte[] line = printable(record);
    // Counted first: who flushes after another has offered waits for that one's line too.
    accepted.incrementAndGet();
    if (!queue.offer(line)) {
      accepted.decrementAndGet();
      lost.incrementAndGet();
    }
  }

  /** What was thrown may be a stranger's, whose message cannot be had: then the name of its class is all. */
  private byte[] printable(LogRecord record) {
    try {
      return bytes(record);
    } catch (RuntimeException unprintable) {
      Throwable thrown = record.getThrown();
      String what = thrown == null ? "" : ": " + Strangers.line(thrown);
      LogRecord rest = new LogRecord(record.getLevel(), record.getMessage() + what);
      rest.setLoggerName(record.getLoggerName());
      return bytes(rest);
    }
  }

  /** Waits until what was published before is written, for a second at the most. */
  @Override
  public void flush() {
    long upTo = accepted.get();
    long left = FLUSH_NANOS;
    lock.lock();
    try {
      while (written < upTo && left > 0) {
        left = progress.awaitNanos(left);
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    } finally {
      lock.unlock();
    }
  }

  /** Flushes. As with the JDK's ConsoleHandler, what is published later is still written. */
  @Override
  public void close() {
    flush();
  }

  private void run() {
    while (true) {
      try {
        writeWaiting();
        tellLost();
      } catch (Throwable failure) {
        // Such as want of memory. Nobody could be told but by this thread, which must not end.
        lost.incrementAndGet();
      }
      advance();
      queue.await(IDLE_MILLIS);
    }
  }

  /** As many as may wait at once: what was lost is told of behind what came before it. */
  private void writeWaiting() {
    for (int i = 0; i < MOST_WAITING; i++) {
      byte[] line = queue.poll();
      if (line == null) {
        return;
      }
      taken++;
      write(line);
    }
  }

  private void tellLost() {
    long count = lost.getAndSet(0);
    if (count == 0) {
      return;
    }
    LogRecord record = new LogRecord(
        Level.WARNING, count + " lines are lost here: they came faster than they could be written");
    record.setLoggerName(AsyncHandler.class.getName());
    write(bytes(record));
  }

  private void advance() {
    lock.lock();
    try {
      written = taken;
      progress.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private byte[] bytes(LogRecord record) {
    return getFormatter().format(record).getBytes(charset);
  }

  /** In one piece: others may write there too. */
  private void write(byte[] line) {
    out.write(line, 0, line.length);
    out.flush();
  }
}

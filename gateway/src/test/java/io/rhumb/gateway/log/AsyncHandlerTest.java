package io.rhumb.gateway.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.logging.ConsoleHandler;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class AsyncHandlerTest {

  private final CountDownLatch reading = new CountDownLatch(1);
  private final ByteArrayOutputStream read = new ByteArrayOutputStream();

  @Test
  void publish_nobodyReads_waitsForNoOne_andTellsHowManyAreLost() {
    AsyncHandler handler = AsyncHandler.inPlaceOf(console(), new PrintStream(new Pipe()));

    IntStream.range(0, 10_000).forEach(i -> handler.publish(new LogRecord(Level.INFO, "" + i)));
    reading.countDown();
    handler.flush();

    List<Integer> written = lines().stream()
        .filter(line -> line.matches("INFO \\d+"))
        .map(line -> Integer.valueOf(line.substring("INFO ".length())))
        .toList();
    assertThat(written).isSorted().startsWith(0, 1, 2).hasSizeBetween(1_000, 1_001);
    assertThat(lines())
        .filteredOn(line -> !line.startsWith("INFO "))
        .containsExactly("WARNING " + (10_000 - written.size())
            + " lines are lost here: they came faster than they could be written");
  }

  @Test
  void publish_whatCannotBePrinted_isToldByItsClass() {
    reading.countDown();
    AsyncHandler handler = AsyncHandler.inPlaceOf(console(), new PrintStream(new Pipe()));
    LogRecord record = new LogRecord(Level.WARNING, "fault 1");
    record.setThrown(new Unprintable());

    handler.publish(record);
    handler.flush();

    assertThat(lines()).containsExactly("WARNING fault 1: " + Unprintable.class.getName());
  }

  private static final class Unprintable extends RuntimeException {

    @Override
    public String toString() {
      throw new IllegalStateException();
    }
  }

  @Test
  void publish_afterALoss_isWritten() {
    AsyncHandler handler = AsyncHandler.inPlaceOf(console(), new PrintStream(new Pipe()));
    IntStream.range(0, 2_000).forEach(i -> handler.publish(new LogRecord(Level.INFO, "" + i)));
    reading.countDown();
    handler.flush();

    handler.publish(new LogRecord(Level.INFO, "after"));
    handler.close();

    assertThat(lines()).last().isEqualTo("INFO after");
    assertThat(lines()).filteredOn(line -> line.startsWith("WARNING ")).hasSize(1);
  }

  @Test
  void flush_nobodyReads_givesUp() {
    AsyncHandler handler = AsyncHandler.inPlaceOf(console(), new PrintStream(new Pipe()));
    handler.publish(new LogRecord(Level.INFO, "unread"));

    handler.flush();

    assertThat(lines()).isEmpty();
    reading.countDown();
  }

  @Test
  void inPlaceOf_keepsLevelFilterAndEncoding() throws Exception {
    Handler console = console();
    console.setLevel(Level.WARNING);
    console.setFilter(record -> !record.getMessage().equals("unwanted"));
    console.setEncoding("US-ASCII");
    reading.countDown();
    AsyncHandler handler = AsyncHandler.inPlaceOf(console, new PrintStream(new Pipe()));

    handler.publish(new LogRecord(Level.INFO, "too fine"));
    handler.publish(new LogRecord(Level.WARNING, "unwanted"));
    handler.publish(new LogRecord(Level.WARNING, "gr\u00fc\u00df"));
    handler.flush();

    assertThat(lines()).containsExactly("WARNING gr??");
  }

  @Test
  void setFormatter_holdsForTheNextLine() {
    reading.countDown();
    AsyncHandler handler = AsyncHandler.inPlaceOf(console(), new PrintStream(new Pipe()));
    handler.publish(new LogRecord(Level.INFO, "text"));

    handler.setFormatter(new JsonLogFormatter());
    handler.publish(new LogRecord(Level.INFO, "json"));
    handler.flush();

    assertThat(lines().get(0)).isEqualTo("INFO text");
    assertThat(lines().get(1)).startsWith("{\"severity\":\"INFO\",\"message\":\"json\"");
  }

  private List<String> lines() {
    return read.toString(StandardCharsets.UTF_8).lines().toList();
  }

  private static Handler console() {
    Handler console = new ConsoleHandler();
    console.setFormatter(new Formatter() {
      @Override
      public String format(LogRecord record) {
        String thrown = record.getThrown() == null ? "" : ": " + record.getThrown();
        return record.getLevel() + " " + record.getMessage() + thrown + System.lineSeparator();
      }
    });
    return console;
  }

  /** Holds nothing until it is read. */
  private final class Pipe extends OutputStream {

    @Override
    public void write(int octet) {
      write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] octets, int from, int length) {
      try {
        reading.await();
      } catch (InterruptedException unforeseen) {
        throw new AssertionError(unforeseen);
      }
      read.write(octets, from, length);
    }
  }
}

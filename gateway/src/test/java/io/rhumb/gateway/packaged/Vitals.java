package io.rhumb.gateway.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a Java process holds: whatever leaks shows in one of these.
 *
 * @param liveKiB of its heap, after a full collection
 * @param residentKiB of memory, heap and all else
 * @param threads that run
 * @param files that are open, sockets included
 * @param timers that Netty's event loops have been given
 * @param directKiB of direct memory, pools with what is free in them
 */
record Vitals(
    long liveKiB, long residentKiB, long threads, long files, long timers, long directKiB) {

  private static final Pattern TIMER = Pattern.compile(
      "\\s*\\d+:\\s+(\\d+)\\s+\\d+\\s+io\\.netty\\.util\\.concurrent\\.ScheduledFutureTask\\b.*");
  private static final Pattern TOTAL = Pattern.compile("Total\\s+\\d+\\s+(\\d+)");

  /** Threads of pools that may come only later. */
  private static final int POOLED = 8;

  /** KiB that a pool of direct memory may grow by at a busy moment, and keeps: two chunks of Netty's. */
  private static final int CHUNKS = 2 * 4_096;

  /** Takes them, which costs the process a full collection. */
  static Vitals of(GatewayProcess gateway) {
    long pid = gateway.process().pid();
    String java = System.getProperty("java.home");
    List<String> histogram = Rhumb.of(
            List.of(java + "/bin/jcmd", Long.toString(pid), "GC.class_histogram"))
        .run()
        .out();
    return new Vitals(
        first(histogram, TOTAL) / 1024,
        status(pid, "VmRSS").orElseThrow(),
        status(pid, "Threads").orElseThrow(),
        files(pid),
        first(histogram, TIMER),
        MetricLines.of(gateway).sum("rhumb_direct_memory_bytes") / 1024);
  }

  /**
   * What comes and goes has gone again: but for a tenth of the heap, and some megabytes, sockets and timers of the moment. After a pause of
   * the machine a hundred requests come at once, and their connections, two each, stay.
   */
  void assertGrownNoMoreThan(Vitals warm) {
    assertThat(liveKiB).as("heap").isLessThan(warm.liveKiB() * 11 / 10 + 2_048);
    assertThat(residentKiB).as("memory").isLessThan(warm.residentKiB() * 13 / 10 + 16_384);
    assertThat(threads).as("threads").isLessThanOrEqualTo(warm.threads() + POOLED);
    assertThat(files).as("files").isLessThanOrEqualTo(warm.files() + 200);
    assertThat(timers).as("timers").isLessThanOrEqualTo(warm.timers() + 100);
    assertThat(directKiB).as("direct memory").isLessThan(warm.directKiB() * 11 / 10 + CHUNKS);
  }

  private static long first(List<String> lines, Pattern pattern) {
    return lines.stream()
        .map(pattern::matcher)
        .filter(line -> line.matches())
        .mapToLong(line -> Long.parseLong(line.group(1)))
        .findFirst()
        .orElse(0);
  }

  /** What the system knows of the process under that key; empty where there is no {@code /proc}. */
  static OptionalLong status(long pid, String key) {
    Path file = Path.of("/proc", Long.toString(pid), "status");
    if (!Files.isReadable(file)) {
      return OptionalLong.empty();
    }
    try {
      return Files.readAllLines(file).stream()
          .filter(line -> line.startsWith(key + ":"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
          .findFirst();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static long files(long pid) {
    try (Stream<Path> open = Files.list(Path.of("/proc", Long.toString(pid), "fd"))) {
      return open.count();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}

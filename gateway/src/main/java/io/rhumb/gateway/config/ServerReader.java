package io.rhumb.gateway.config;

import java.time.Duration;
import java.util.function.IntSupplier;

/** Reads {@code server}. */
final class ServerReader {

  private static final long LARGEST = 1L << 30;
  private static final long MOST_BUFFERED = 1L << 40;

  private static final IntSupplier PROCESSORS =
      once(() -> Runtime.getRuntime().availableProcessors());

  private final ReadContext context;
  private final IntSupplier processors;

  ServerReader(ReadContext context) {
    this(context, PROCESSORS);
  }

  /**
   * A reader.
   *
   * @param processors how many there are; to be the same for as long as the process lives
   */
  ServerReader(ReadContext context, IntSupplier processors) {
    this.context = context;
    this.processors = processors;
  }

  /**
   * What a supplier says now, for good. The number of processors may change while a process runs,
   * as a container's share does, but its event loops do not: the same text must mean the same, or
   * no change of it could come into force any more.
   */
  static IntSupplier once(IntSupplier processors) {
    int now = processors.getAsInt();
    return () -> now;
  }

  ServerConfig read(Section section) {
    long maxRequest = section.read(Keys.MAX_REQUEST, Quantities.size(1, LARGEST));
    long maxResponse = section.read(Keys.MAX_RESPONSE, Quantities.size(1, LARGEST));
    return new ServerConfig(
        section.read(Keys.SERVER_HOST, Hosts.host()),
        port(section),
        eventLoops(section),
        maxRequest,
        maxResponse,
        section.read(
            Keys.IDLE_TIMEOUT, Quantities.duration(Duration.ofSeconds(1), Duration.ofHours(24))),
        section.read(Keys.SHUTDOWN_GRACE, Quantities.duration(Duration.ZERO, Duration.ofHours(1))),
        limits(section, Math.max(maxRequest, maxResponse)));
  }

  private LimitsConfig limits(Section section, long largestBody) {
    return new LimitsConfig(
        section.read(Keys.MAX_IN_FLIGHT, Quantities.integer(1, 1_000_000)),
        maxBuffered(section, largestBody),
        section.read(Keys.MAX_CONNECTIONS, Quantities.integer(1, 1_000_000)),
        section.read(
            Keys.HEAD_TIMEOUT, Quantities.duration(Duration.ofMillis(100), Duration.ofHours(1))),
        section.read(
            Keys.BODY_TIMEOUT, Quantities.duration(Duration.ofMillis(100), Duration.ofHours(1))));
  }

  /** What can never have room would be refused as if for the moment, and tried again for ever. */
  private long maxBuffered(Section section, long largestBody) {
    int before = context.problems().count();
    long bytes = section.read(
        Keys.MAX_BUFFERED,
        Quantities.size(1, MOST_BUFFERED).or("auto", Math.max(quarterOfTheHeap(), largestBody)));
    if (bytes < largestBody && context.problems().count() == before) {
      section.node(Keys.MAX_BUFFERED).ifPresent(node -> context
          .problems()
          .invalid(node, "at least max-request and max-response, " + largestBody + " bytes"));
    }
    return Math.max(bytes, largestBody);
  }

  /** Leaves the rest of the heap to everything else. The fraction is a guess. */
  private static long quarterOfTheHeap() {
    return Runtime.getRuntime().maxMemory() / 4;
  }

  /** Cloud Run tells the port in a variable and sends requests nowhere else, whatever the file says. */
  private int port(Section section) {
    int configured = section.read(Keys.SERVER_PORT, Quantities.listeningPort());
    return context
        .variable("PORT")
        .map(node -> Quantities.listeningPort().read(node, context.problems()))
        .orElse(configured);
  }

  private int eventLoops(Section section) {
    return section.read(
        Keys.EVENT_LOOPS, Quantities.integer(1, 256).or("auto", processors.getAsInt()));
  }
}

package io.rhumb.gateway.config;

import java.time.Duration;

/** Reads {@code server}. */
final class ServerReader {

  private static final long LARGEST = 1L << 30;

  private final ReadContext context;

  ServerReader(ReadContext context) {
    this.context = context;
  }

  ServerConfig read(Section section) {
    return new ServerConfig(
        section.read(Keys.SERVER_HOST, Hosts.host()),
        port(section),
        eventLoops(section),
        section.read(Keys.MAX_REQUEST, Quantities.size(1, LARGEST)),
        section.read(Keys.MAX_RESPONSE, Quantities.size(1, LARGEST)),
        section.read(
            Keys.IDLE_TIMEOUT, Quantities.duration(Duration.ofSeconds(1), Duration.ofHours(24))),
        section.read(Keys.SHUTDOWN_GRACE, Quantities.duration(Duration.ZERO, Duration.ofHours(1))));
  }

  /** Cloud Run tells the port in a variable and sends requests nowhere else, whatever the file says. */
  private int port(Section section) {
    int configured = section.read(Keys.SERVER_PORT, Quantities.listeningPort());
    return context
        .variable("PORT")
        .map(node -> Quantities.listeningPort().read(node, context.problems()))
        .orElse(configured);
  }

  private static int eventLoops(Section section) {
    return section.read(
        Keys.EVENT_LOOPS,
        Quantities.integer(1, 256).or("auto", Runtime.getRuntime().availableProcessors()));
  }
}

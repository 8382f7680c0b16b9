package io.rhumb.gateway.log;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.function.Supplier;

/** Lines for people, in the shape of those on standard error. */
final class TextLines implements Lines {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS");

  private final Supplier<DateTimeFormatter> time;

  /**
   * Lines in local time.
   *
   * @param zone asked at each line: the JDK reads the world's zones when it is first asked for its own, which is no work for a start
   */
  TextLines(Supplier<ZoneId> zone) {
    this.time = () -> TIME.withZone(zone.get());
  }

  @Override
  public String of(RequestLine line, LeftOut leftOut) {
    String text =
        time.get().format(Instant.ofEpochMilli(line.endMillis())) + " " + Severity.of(line.record())
            + " " + Sentence.of(line) + " " + line.record().id();
    return leftOut.lost() == 0 ? text : text + " (+" + leftOut.lost() + " left out)";
  }

  @Override
  public String of(LeftOut leftOut, long nowMillis) {
    return time.get().format(Instant.ofEpochMilli(nowMillis)) + " " + JsonLines.severity(leftOut)
        + " " + Sentence.of(leftOut);
  }
}

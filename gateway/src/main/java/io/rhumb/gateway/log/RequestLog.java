package io.rhumb.gateway.log;

import io.rhumb.gateway.config.LogsConfig;
import io.rhumb.gateway.telemetry.RequestListener;
import io.rhumb.gateway.telemetry.RequestRecord;
import io.rhumb.gateway.telemetry.TraceContext;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import java.io.PrintStream;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Writes a line for a request, or counts it: never a body, a credential, a header but the user agent, or a query. Thread-safe; no request
 * waits for it. What finds no room is left out, and the next line says so.
 */
public final class RequestLog implements RequestListener {

  /** A second's worth of lines by default, ten times over; about a kilobyte each. A guess. */
  private static final int MOST_WAITING = 1_000;

  private final Selection selection;
  private final InstantSource clock;
  private final LineQueue<RequestLine> queue = new LineQueue<>(MOST_WAITING);
  private final LineWriter writer;

  private RequestLog(Selection selection, Lines lines, PrintStream out, InstantSource clock) {
    this.selection = selection;
    this.clock = clock;
    this.writer = new LineWriter(queue, selection, lines, out, clock);
  }

  /**
   * A log that has begun.
   *
   * @param json whether as JSON, else as text
   * @param project of Google Cloud that traces belong to, as far as it is known
   * @param out written to by one thread; if it waits, nobody else does
   * @param nanoClock monotonic, in nanoseconds, not negative
   */
  public static RequestLog start(
      LogsConfig config,
      boolean json,
      Supplier<@Nullable String> project,
      PrintStream out,
      InstantSource clock,
      LongSupplier nanoClock,
      RandomGenerator random) {
    Lines lines = json ? new JsonLines(project) : new TextLines(ZoneId::systemDefault);
    RequestLog log = new RequestLog(new Selection(config, nanoClock, random), lines, out, clock);
    log.writer.start();
    return log;
  }

  @Override
  public void onEnd(RequestRecord record, HttpServerRequest request) {
    onEnd(record, request, null);
  }

  @Override
  public void onEnd(RequestRecord record, HttpServerRequest request, @Nullable TraceContext span) {
    if (selection.includes(record)
        && !queue.offer(RequestLine.of(record, request, span, clock.millis()))) {
      selection.lost();
    }
  }

  /** Follows other settings; the format stays. */
  public void change(LogsConfig config) {
    selection.change(config);
  }

  /** Writes what is left, as far as that is possible within a second. */
  public Future<Void> close() {
    return writer.close();
  }
}

package io.rhumb.gateway.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.rhumb.gateway.load.Progress;
import io.rhumb.gateway.load.Spread;
import io.rhumb.gateway.process.StatusLine;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class LoadLineTest {

  private static final long SECOND = 1_000_000_000L;

  private final StringWriter err = new StringWriter();

  @Test
  void progress_isOnOneLine() {
    AtomicLong clock = new AtomicLong();
    LoadLine line = new LoadLine(new StatusLine(new PrintWriter(err), true, clock::get));
    Map<String, Long> targets = new LinkedHashMap<>();
    targets.put("us-central1", 50L);
    targets.put("us-east4", 150L);
    Spread latency = new Spread(200, 1_200_000, 0, 3_400_000, 0, 0);
    clock.addAndGet(SECOND);
    line.show(new Progress(0, 60 * SECOND, 0, 0, 0, new Progress.Moment(latency, Map.of())));
    clock.addAndGet(SECOND);
    line.show(new Progress(
        12 * SECOND + 5, 60 * SECOND, 2_400, 3, 2, new Progress.Moment(latency, targets)));
    clock.addAndGet(SECOND);
    Spread none = new Spread(0, 0, 0, 0, 0, 0);
    line.show(
        new Progress(60 * SECOND, 60 * SECOND, 12_000, 9, 2, new Progress.Moment(none, Map.of())));
    line.clear();

    assertThat(err)
        .hasToString("\r\u001b[Kwarming up"
            + "\r\u001b[K12 s of 60 s, 2,400 requests, 3 not 2xx, 2 in flight; last second: p50 1.20 ms, p99 3.40 ms,"
            + " us-east4 75 %, us-central1 25 %"
            + "\r\u001b[Kwaiting for the last answers, 12,000 requests, 9 not 2xx, 2 in flight; no 2xx in the last second"
            + "\r\u001b[K");
  }
}

package io.rhumb.gateway.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.rhumb.gateway.process.StatusLine;
import io.rhumb.simulator.Progress;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class ProgressLineTest {

  private static final long SECOND = 1_000_000_000L;

  private final StringWriter err = new StringWriter();
  private final AtomicLong clock = new AtomicLong(-5);

  @Test
  void withoutATerminal_isALineEveryFewSeconds() {
    ProgressLine line = line(false);
    line.onProgress(done(0));
    clock.addAndGet(4 * SECOND);
    line.onProgress(done(10));
    assertThat(err.toString()).isEmpty();

    clock.addAndGet(SECOND);
    line.onProgress(done(20));
    clock.addAndGet(SECOND);
    line.onProgress(done(30));

    // 20,000 of 100,000 requests in 5 seconds.
    assertThat(err)
        .hasToString("run 21 of 100 (brown-out, oracle, seed 20), 4,000 requests/s, about 20 s left"
            + System.lineSeparator());
  }

  @Test
  void shortRun_saysNothing() {
    ProgressLine line = line(false);
    line.onProgress(done(0));
    line.onProgress(done(100));
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void onATerminal_theLineIsWrittenOverAndGoesAway() {
    ProgressLine line = line(true);
    clock.addAndGet(SECOND);
    line.onProgress(done(0));
    clock.addAndGet(SECOND);
    line.onProgress(done(50));
    clock.addAndGet(1);
    line.onProgress(done(51));
    line.onProgress(done(100));

    assertThat(err)
        .hasToString("\r\u001b[Krun 1 of 100 (brown-out, oracle, seed 0)"
            + "\r\u001b[Krun 51 of 100 (brown-out, oracle, seed 50), 25,000 requests/s, about 2 s left"
            + "\r\u001b[K");
  }

  private ProgressLine line(boolean overwrite) {
    return new ProgressLine(new StatusLine(new PrintWriter(err), overwrite, clock::get));
  }

  private static Progress done(int runs) {
    return new Progress(runs, 100, runs * 1_000, 100_000, "brown-out, oracle, seed " + runs);
  }
}

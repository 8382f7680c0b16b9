package io.rhumb.gateway.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class LoadTextTest {

  private static final long MILLI = 1_000_000L;
  private static final long SECOND = 1_000 * MILLI;

  private final Recorder recorder =
      new Recorder(Plans.of(8080, 1_000).warmUp(Duration.ofSeconds(1)).plan());

  private void rehearse() {
    recorder.due(0);
    recorder.record(shot(0, 1, Ending.TIMED_OUT, Said.NOTHING));
    for (int i = 0; i < 996; i++) {
      Said said =
          i < 700 ? new Said("us-central1", 1, "HTTP/1.1") : new Said("us-east4", 2, "HTTP/1.1");
      add(i, i < 700 ? 2 : 30, Ending.answered(200), said);
    }
    add(996, 1, Ending.answered(503), new Said("", 0, "HTTP/1.1"));
    add(997, 3, Ending.notConnected(new IOException("Connection refused")), Said.NOTHING);
    long due = SECOND + 998 * 10 * MILLI;
    recorder.due(due);
    recorder.record(Shot.notSent(due, due));
    recorder.due(due + 10 * MILLI);
  }

  @Test
  void figures_areToldToPeople() {
    rehearse();
    assertThat(LoadText.of(recorder.report(11 * SECOND, 7)))
        .isEqualTo(
            """
            POST http://127.0.0.1:8080/predict over HTTP/1.1
            100.0/s steady for 10 s, after 1 s of warm-up (not counted: 1 request, 1 of them not 2xx)

            requests    1,000 due, 999 sent, 1 not sent, 1 unfinished; 7 at once
            throughput  100.0/s due, 99.7/s answered

            from when it was due              p50      p90      p99    p99.9      max
            until it was sent             0.00 ms  0.00 ms  0.00 ms  0.00 ms  0.00 ms
            until the first byte (2xx)    2.00 ms  30.0 ms  30.0 ms  30.0 ms  30.0 ms
            until the whole answer (2xx)  2.00 ms  30.0 ms  30.0 ms  30.0 ms  30.0 ms

            outcome        requests    share      p50      p99      max
            200                 996  99.60 %  2.00 ms  30.0 ms  30.0 ms
            503                   1   0.10 %  1.00 ms  1.00 ms  1.00 ms
            not connected         1   0.10 %  3.00 ms  3.00 ms  3.00 ms
            not sent              1   0.10 %        -        -        -
            not connected: Connection refused

            x-rhumb-target  requests    share      p50      p99      max
            us-central1          700  70.21 %  2.00 ms  2.00 ms  2.00 ms
            us-east4             296  29.68 %  30.0 ms  30.0 ms  30.0 ms
            -                      1   0.10 %  1.00 ms  1.00 ms  1.00 ms

            attempts  requests    share      p50      p99      max
            1              700  70.21 %  2.00 ms  2.00 ms  2.00 ms
            2              296  29.68 %  30.0 ms  30.0 ms  30.0 ms
            -                1   0.10 %  1.00 ms  1.00 ms  1.00 ms

            warning: not sent: more than 1,000 would have been in flight (--max-in-flight, --connections)
            """);
  }

  @Test
  void figures_areToldToPrograms() {
    rehearse();
    JsonObject json = LoadJson.of(recorder.report(11 * SECOND, 7));
    assertThat(json.getJsonObject("requests").getInteger("notSent")).isEqualTo(1);
    assertThat(json.getJsonObject("requests").getInteger("good")).isEqualTo(996);
    assertThat(json.getJsonObject("latency").getDouble("p50")).isBetween(1.99, 2.01);
    assertThat(json.getJsonObject("latency").getDouble("p99.9")).isBetween(29.9, 30.1);
    assertThat(json.getJsonObject("outcomes").fieldNames())
        .containsExactlyInAnyOrder("200", "503", "not connected", "not sent");
    assertThat(json.getJsonObject("targets").getJsonObject("us-east4").getInteger("count"))
        .isEqualTo(296);
    assertThat(json.getJsonObject("attempts").getJsonObject("2").getInteger("count"))
        .isEqualTo(296);
    assertThat(json.getBoolean("allGood")).isFalse();
    assertThat(json.getBoolean("doubtful")).isFalse();
    assertThat(json.getJsonObject("details").getString("not connected"))
        .isEqualTo("Connection refused");
  }

  @Test
  void generatorThatIsLate_isWarnedOf() {
    long due = 2 * SECOND;
    recorder.due(due);
    recorder.record(new Shot(
        due,
        due + 40 * MILLI,
        due + 50 * MILLI,
        due + 50 * MILLI,
        Ending.answered(200),
        new Said("", 0, "HTTP/1.1")));
    assertThat(LoadText.of(recorder.report(11 * SECOND, 1)))
        .contains("\nwarning: the generator itself was 40.0 ms late at p99,");
  }

  private void add(int number, long millis, Ending ending, Said said) {
    long due = SECOND + number * 10 * MILLI;
    recorder.due(due);
    recorder.record(shot(due, millis, ending, said));
  }

  private static Shot shot(long due, long millis, Ending ending, Said said) {
    long end = due + millis * MILLI;
    return new Shot(due, due, end, end, ending, said);
  }
}

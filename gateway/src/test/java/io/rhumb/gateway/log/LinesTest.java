package io.rhumb.gateway.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.rhumb.engine.Outcome;
import io.rhumb.gateway.telemetry.RequestRecord;
import io.rhumb.gateway.telemetry.TraceContext;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;

final class LinesTest {

  private static final LeftOut NOTHING = new LeftOut(0, 0, 0);
  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final String SPAN = "00f067aa0ba902b7";
  private static final long END = Instant.parse("2026-01-02T03:04:05.678Z").toEpochMilli();

  private static RequestLine line(RequestRecord record) {
    return new RequestLine(
        record,
        END,
        "POST",
        "/predict?key=SECRET",
        HttpVersion.HTTP_1_1,
        "curl/8\u001b[2J\n\"{}\"",
        "192.0.2.7",
        new TraceContext(TRACE, SPAN, true));
  }

  private static JsonObject json(RequestRecord record, LeftOut leftOut) {
    return new JsonObject(new JsonLines(() -> "my-project").of(line(record), leftOut));
  }

  @Test
  void json_hasCloudLoggingsShape() {
    JsonObject json = json(Records.answered(200, Outcome.UNAVAILABLE, Outcome.SUCCESS), NOTHING);
    assertThat(json)
        .isEqualTo(
            new JsonObject(
                """
                {"severity":"WARNING",
                 "message":"predict linear: 200 answered in 31.0 ms (a primary unavailable 10.0 ms, b failover success 20.0 ms)",
                 "time":"2026-01-02T03:04:05.678Z",
                 "httpRequest":{"requestMethod":"POST","requestUrl":"/predict","status":200,"requestSize":"33","responseSize":"44",
                   "latency":"0.031000s","protocol":"HTTP/1.1","userAgent":"curl/8?[2J?\\"{}\\"","remoteIp":"192.0.2.7"},
                 "logging.googleapis.com/trace":"projects/my-project/traces/4bf92f3577b34da6a3ce929d0e0e4736",
                 "logging.googleapis.com/spanId":"00f067aa0ba902b7",
                 "logging.googleapis.com/trace_sampled":true,
                 "requestId":"id","outcome":"answered","model":"linear","method":"predict","caller":"shop","target":"b",
                 "firstByteMillis":30.0,
                 "plan":["a","b"],
                 "attempts":[
                   {"target":"a","region":"region","kind":"primary","outcome":"unavailable","afterMillis":0.0,"millis":10.0},
                   {"target":"b","region":"region","kind":"failover","outcome":"success","afterMillis":10.0,"millis":20.0}]}
                """));
  }

  @Test
  void json_withoutProject_hasNoTrace() {
    String text =
        new JsonLines(() -> null).of(line(Records.answered(200, Outcome.SUCCESS)), NOTHING);
    assertThat(text).doesNotContain("googleapis", TRACE);
  }

  @Test
  void leftOut_isOnTheNextLine_orOnALineOfItsOwn() {
    LeftOut leftOut = new LeftOut(99, 5, 1);
    assertThat(json(Records.answered(200, Outcome.SUCCESS), leftOut).getJsonObject("leftOut"))
        .isEqualTo(new JsonObject("{\"ordinary\":99,\"overRate\":5,\"overQueue\":1}"));
    JsonObject summary = new JsonObject(new JsonLines(() -> null).of(leftOut, END));
    assertThat(summary.getString("severity")).isEqualTo("WARNING");
    assertThat(summary.getString("message"))
        .isEqualTo(
            "105 requests have no line of their own: 99 ordinary, 5 beyond the lines of a second,"
                + " 1 beyond what could be written");
    assertThat(summary.getJsonObject("leftOut").getInteger("ordinary")).isEqualTo(99);
    assertThat(JsonLines.severity(new LeftOut(99, 0, 0))).isEqualTo(Severity.INFO);
  }

  @Test
  void text_isOneSentence() {
    TextLines lines = new TextLines(() -> ZoneOffset.UTC);
    assertThat(lines.of(line(Records.answered(200, Outcome.SUCCESS)), new LeftOut(7, 2, 1)))
        .isEqualTo("2026-01-02T03:04:05.678 INFO predict linear: 200 answered in 31.0 ms"
            + " (a primary success 10.0 ms) id (+3 left out)");
  }

  @Test
  void javaUtilLogging_hasASeverity_andTheStackTraceInItsMessage() {
    LogRecord record = new LogRecord(Level.SEVERE, "it broke \"here\"");
    record.setLoggerName("a.b");
    record.setThrown(new IllegalStateException("why"));
    record.setInstant(Instant.ofEpochMilli(END));
    String text = new JsonLogFormatter().format(record);
    assertThat(text.strip()).doesNotContain("\n");
    JsonObject json = new JsonObject(text);
    assertThat(json.getString("severity")).isEqualTo("ERROR");
    assertThat(json.getString("time")).isEqualTo("2026-01-02T03:04:05.678Z");
    assertThat(json.getString("logger")).isEqualTo("a.b");
    assertThat(json.getString("message"))
        .startsWith("it broke \"here\"\njava.lang.IllegalStateException: why\n\tat ");
    assertThat(severity(Level.WARNING)).isEqualTo("WARNING");
    assertThat(severity(Level.INFO)).isEqualTo("INFO");
    assertThat(severity(Level.FINE)).isEqualTo("DEBUG");
  }

  private static String severity(Level level) {
    return new JsonObject(new JsonLogFormatter().format(new LogRecord(level, "x")))
        .getString("severity");
  }
}

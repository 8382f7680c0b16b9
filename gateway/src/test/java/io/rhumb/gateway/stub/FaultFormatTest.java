package io.rhumb.gateway.stub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FaultFormatTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"kind\":\"status\",\"status\":503}",
        "{\"kind\":\"status\",\"status\":429,\"retryAfter\":2,\"message\":\"m\",\"body\":\"b\",\"share\":0.1}",
        "{\"kind\":\"latency\",\"millis\":2000}",
        "{\"kind\":\"reset\"}",
        "{\"kind\":\"blackhole\"}",
        "{\"kind\":\"refuse\",\"share\":0.5}",
        "{\"kind\":\"truncate\"}",
        "{\"kind\":\"stall\"}",
        "{\"kind\":\"slowbody\",\"millis\":100}",
        "{\"kind\":\"badchunk\"}",
        "{\"kind\":\"truncate\",\"events\":3}",
        "{\"kind\":\"truncate\",\"bytes\":16384,\"share\":0.5}",
        "{\"kind\":\"stall\",\"events\":0}",
        "{\"kind\":\"stall\",\"bytes\":0}",
        "{\"kind\":\"no-end\"}",
        "{\"kind\":\"late-first-byte\",\"millis\":100}"
      })
  void everyKind_isReadAndWrittenAlike(String json) {
    assertThat(Fault.parse(new JsonObject(json)).toJson()).isEqualTo(new JsonObject(json));
  }

  @Test
  void factories_makeWhatTheJsonMeans() {
    assertThat(read("{\"kind\":\"status\",\"status\":503}")).isEqualTo(Fault.status(503));
    assertThat(read("{\"kind\":\"status\",\"status\":429,\"retryAfter\":2}"))
        .isEqualTo(Fault.status(429, 2));
    assertThat(read("{\"kind\":\"latency\",\"millis\":5}"))
        .isEqualTo(Fault.latency(Duration.ofMillis(5)));
    assertThat(read("{\"kind\":\"reset\",\"share\":0.1}"))
        .isEqualTo(Fault.reset().withShare(0.1));
    assertThat(read("{\"kind\":\"truncate\"}")).isEqualTo(Fault.truncate());
    assertThat(read("{\"kind\":\"truncate\",\"events\":3}"))
        .isEqualTo(Fault.truncate(Extent.events(3)));
    assertThat(read("{\"kind\":\"stall\",\"bytes\":3}")).isEqualTo(Fault.stall(Extent.bytes(3)));
    assertThat(read("{\"kind\":\"no-end\"}")).isEqualTo(Fault.noEnd());
    assertThat(read("{\"kind\":\"late-first-byte\",\"millis\":5}"))
        .isEqualTo(Fault.lateFirstByte(Duration.ofMillis(5)));
    assertThat(read("{\"kind\":\"slowbody\",\"millis\":5}"))
        .isEqualTo(Fault.slowBody(Duration.ofMillis(5)));
  }

  @Test
  void bodyThatIsAnObject_isItsText() {
    Fault fault = read("{\"kind\":\"status\",\"status\":500,\"body\":{\"a\":[1]}}");
    assertThat(fault.effect()).isEqualTo(new Effect.Status(500, null, null, "{\"a\":[1]}"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{} | fault.kind: null (expected: one of status, latency, reset, blackhole, refuse, truncate, stall, slowbody, badchunk, no-end, late-first-byte)",
        "{\"kind\":\"boom\"} | fault.kind: boom (expected: one of status, latency,",
        "{\"kind\":7} | fault.kind: 7 (expected: one of",
        "{\"kind\":\"reset\",\"millis\":5} | fault.millis: 5 (expected: no such key; known are kind, share)",
        "{\"kind\":\"status\"} | fault.status: null (expected: an integer from 200 to 599)",
        "{\"kind\":\"status\",\"status\":\"503\"} | fault.status: 503 (expected: an integer from 200 to 599)",
        "{\"kind\":\"status\",\"status\":600} | fault.status: 600 (expected: an integer from 200 to 599)",
        "{\"kind\":\"status\",\"status\":503,\"retryAfter\":-1} | fault.retryAfter: -1 (expected: seconds, zero or more)",
        "{\"kind\":\"status\",\"status\":503,\"message\":1} | fault.message: 1 (expected: a string)",
        "{\"kind\":\"status\",\"status\":503,\"retry\":1} | known are kind, share, status, retryAfter, message, body)",
        "{\"kind\":\"latency\"} | fault.millis: null (expected: an integer, 1 or more)",
        "{\"kind\":\"slowbody\",\"millis\":0} | fault.millis: 0 (expected: an integer, 1 or more)",
        "{\"kind\":\"late-first-byte\"} | fault.millis: null (expected: an integer, 1 or more)",
        "{\"kind\":\"late-first-byte\",\"millis\":0} | fault.millis: 0 (expected: an integer, 1 or more)",
        "{\"kind\":\"no-end\",\"events\":1} | fault.events: 1 (expected: no such key; known are kind, share)",
        "{\"kind\":\"truncate\",\"events\":-1} | fault.events: -1 (expected: an integer, zero or more)",
        "{\"kind\":\"truncate\",\"events\":\"3\"} | fault.events: 3 (expected: an integer, zero or more)",
        "{\"kind\":\"stall\",\"bytes\":-1} | fault.bytes: -1 (expected: an integer, zero or more)",
        "{\"kind\":\"stall\",\"bytes\":1,\"events\":1} | fault.bytes: 1 (expected: either events or bytes)",
        "{\"kind\":\"stall\",\"half\":1} | known are kind, share, events, bytes)",
        "{\"kind\":\"reset\",\"share\":0} | fault.share: 0.0 (expected: a number above 0 and at most 1)",
        "{\"kind\":\"reset\",\"share\":1.5} | fault.share: 1.5 (expected: a number above 0 and at most 1)",
        "{\"kind\":\"reset\",\"share\":\"all\"} | fault.share: all (expected: a number above 0 and at most 1)"
      })
  void whatIsNoFault_saysWhatWasExpected(String json, String message) {
    assertThatThrownBy(() -> read(json))
        .isInstanceOf(InvalidFaultException.class)
        .hasMessageContaining(message);
  }

  private static Fault read(String json) {
    return Fault.parse(new JsonObject(json));
  }
}

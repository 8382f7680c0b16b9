package io.rhumb.gateway.stub;

import static org.assertj.core.api.Assertions.assertThat;

import io.rhumb.gateway.fuzz.Fuzz;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Any JSON is a fault, or is refused with a reason. */
final class FaultFuzzTest {

  @Test
  void json() {
    Fuzz.of(
            List.of(
                "{\"kind\":\"status\",\"status\":503,\"retryAfter\":5,\"share\":0.1}",
                "{\"kind\":\"latency\",\"latency\":\"5s\"}",
                "{\"kind\":\"slow-body\",\"duration\":1e999}",
                "{\"kind\":\"truncate\"}",
                "{\"kind\":\"stall\",\"events\":3}",
                "{\"kind\":\"truncate\",\"bytes\":16384}",
                "{\"kind\":\"late-first-byte\",\"millis\":5}",
                "{\"kind\":\"no-end\"}",
                "{\"kind\":null}",
                "{}"),
            "\"kind\":",
            "\"share\":",
            "null",
            "1e308",
            "-1",
            "99999999999999999999",
            "[]",
            "{}",
            "\"x\"",
            "true")
        .run(text -> {
          JsonObject json;
          try {
            json = new JsonObject(text);
          } catch (DecodeException noJson) {
            return;
          }
          try {
            Fault fault = Fault.parse(json);
            assertThat(Fault.parse(fault.toJson())).isEqualTo(fault);
          } catch (InvalidFaultException refused) {
            assertThat(refused.getMessage()).contains("expected: ");
          }
        });
  }
}

package io.rhumb.gateway.predict;

import static org.assertj.core.api.Assertions.assertThat;

import io.rhumb.engine.DispatchPolicy;
import io.rhumb.gateway.fuzz.Fuzz;
import io.vertx.core.MultiMap;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a client may put into the headers that the gateway reads. */
final class PredictFuzzTest {

  private static final DispatchPolicy POLICY =
      new DispatchPolicy(30_000_000_000L, false, 10_000_000_000L, 3);

  @Test
  void requestId() {
    Fuzz.of(List.of("abc-1", "", "a".repeat(128), "a".repeat(129), "a b", "x\r\ny: z", "\u0130"))
        .run(proposed -> {
          String id = RequestId.of(proposed);
          assertThat(id).matches("[A-Za-z0-9_.:/=+-]{1,128}");
          assertThat(id.equals(proposed) || id.matches("[0-9a-f]{16}")).isTrue();
        });
  }

  @Test
  void deadline() {
    Fuzz.of(
            List.of(
                "30",
                "2.5",
                "0",
                "0.0000000001",
                "999999999.999999999",
                "1e9",
                "-1",
                "1500ms",
                "2s",
                "NaN",
                "\u0661"),
            "9999999999",
            ".",
            "Infinity",
            "0x1p3")
        .run(header -> {
          for (String name : List.of("x-server-timeout", "x-rhumb-timeout")) {
            MultiMap headers = MultiMap.caseInsensitiveMultiMap().add(name, header);
            DispatchPolicy policy = RequestDeadline.apply(POLICY, headers);
            if (policy != null) {
              assertThat(policy.timeoutNanos())
                  .isPositive()
                  .isLessThanOrEqualTo(POLICY.timeoutNanos());
              assertThat(header).matches("[0-9.]+( ?(ms|s|m|h))?");
            }
          }
        });
  }
}

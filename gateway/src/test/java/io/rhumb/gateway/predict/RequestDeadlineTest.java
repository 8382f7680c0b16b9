package io.rhumb.gateway.predict;

import static org.assertj.core.api.Assertions.assertThat;

import io.rhumb.engine.DispatchPolicy;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RequestDeadlineTest {

  private static final DispatchPolicy MODEL =
      new DispatchPolicy(30_000_000_000L, false, 10_000_000_000L, 3);

  private static MultiMap asking(String... headers) {
    MultiMap asking = HttpHeaders.headers();
    for (int i = 0; i < headers.length; i += 2) {
      asking.add(headers[i], headers[i + 1]);
    }
    return asking;
  }

  @Test
  void noHeader_leavesTheModelsBounds() {
    assertThat(RequestDeadline.apply(MODEL, asking())).isSameAs(MODEL);
  }

  @ParameterizedTest
  @CsvSource({
    "1,1000000000",
    "2.5,2500000000",
    "0.001,1000000",
    "29.999999999,29999999999",
    "007,7000000000",
    "0.000000001,1"
  })
  void shorter_isTheDeadline_andNoEvidenceAgainstATarget(String header, long nanos) {
    assertThat(RequestDeadline.apply(MODEL, asking("X-Server-Timeout", header)))
        .isEqualTo(new DispatchPolicy(nanos, true, 10_000_000_000L, 3));
  }

  @ParameterizedTest
  @ValueSource(strings = {"30", "30.0", "31", "999999999", "999999999.999999999"})
  void longer_changesNothing(String header) {
    assertThat(RequestDeadline.apply(MODEL, asking("X-Server-Timeout", header))).isSameAs(MODEL);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "0",
        "0.0",
        "-1",
        "+1",
        "1s",
        "1,5",
        "1.",
        ".5",
        "1e3",
        "NaN",
        "Infinity",
        "1 2",
        "9999999999",
        "0.0000000001",
        "٣"
      })
  void nonsense_isRefused(String header) {
    assertThat(RequestDeadline.apply(MODEL, asking("X-Server-Timeout", header))).isNull();
  }

  @ParameterizedTest
  @CsvSource({"1500ms,1500000000", "2s,2000000000", "1 s,1000000000", "1ms,1000000"})
  void withUnit_isTheDeadline(String header, long nanos) {
    assertThat(RequestDeadline.apply(MODEL, asking("x-rhumb-timeout", header)))
        .isEqualTo(new DispatchPolicy(nanos, true, 10_000_000_000L, 3));
  }

  @ParameterizedTest
  @ValueSource(strings = {"30s", "1m", "1h", "999999999h"})
  void withUnit_longer_changesNothing(String header) {
    assertThat(RequestDeadline.apply(MODEL, asking("x-rhumb-timeout", header))).isSameAs(MODEL);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "2", "0s", "0ms", "-1s", "1.5s", "2S", "1us", "9999999999s", "soon"})
  void withUnit_nonsense_isRefused(String header) {
    MultiMap asking = asking("x-server-timeout", "1", "x-rhumb-timeout", header);

    assertThat(RequestDeadline.apply(MODEL, asking)).isNull();
    assertThat(RequestDeadline.whyNone(asking).message())
        .isEqualTo(
            "x-rhumb-timeout: not a duration (expected: with its unit, such as 1500ms, 2s or 1m)");
  }

  @Test
  void secondsThatAreNone_areRefused_whateverElseIsAsked() {
    MultiMap asking = asking("x-rhumb-timeout", "1s", "x-server-timeout", "1s");

    assertThat(RequestDeadline.apply(MODEL, asking)).isNull();
    assertThat(RequestDeadline.whyNone(asking).message())
        .isEqualTo("x-server-timeout: not a time (expected: seconds, such as 30 or 2.5)");
  }

  @ParameterizedTest
  @CsvSource({"2,3s,2000000000", "3,2s,2000000000", "2.5,2500ms,2500000000"})
  void ofBoth_theShorterCounts(String seconds, String withUnit, long nanos) {
    assertThat(RequestDeadline.apply(
            MODEL, asking("x-server-timeout", seconds, "x-rhumb-timeout", withUnit)))
        .isEqualTo(new DispatchPolicy(nanos, true, 10_000_000_000L, 3));
  }

  @Test
  void ofSeveralLines_theShortestCounts() {
    assertThat(RequestDeadline.apply(
            MODEL,
            asking(
                "x-server-timeout", "5",
                "x-server-timeout", "2",
                "x-rhumb-timeout", "4s",
                "x-rhumb-timeout", "3s")))
        .isEqualTo(new DispatchPolicy(2_000_000_000L, true, 10_000_000_000L, 3));
  }
}

package io.rhumb.gateway.predict;

import static org.assertj.core.api.Assertions.assertThat;

import io.rhumb.engine.DispatchPolicy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RequestDeadlineTest {

  private static final DispatchPolicy MODEL =
      new DispatchPolicy(30_000_000_000L, false, 10_000_000_000L, 3);

  @Test
  void noHeader_leavesTheModelsBounds() {
    assertThat(RequestDeadline.apply(MODEL, null)).isSameAs(MODEL);
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
    assertThat(RequestDeadline.apply(MODEL, header))
        .isEqualTo(new DispatchPolicy(nanos, true, 10_000_000_000L, 3));
  }

  @ParameterizedTest
  @ValueSource(strings = {"30", "30.0", "31", "999999999", "999999999.999999999"})
  void longer_changesNothing(String header) {
    assertThat(RequestDeadline.apply(MODEL, header)).isSameAs(MODEL);
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
    assertThat(RequestDeadline.apply(MODEL, header)).isNull();
  }
}

package io.rhumb.gateway.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TraceContextTest {

  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final String SPAN = "00f067aa0ba902b7";
  private static final String PARENT = "00-" + TRACE + "-" + SPAN + "-01";

  @Test
  void traceparent_isRead_withItsFlag() {
    assertThat(TraceContext.ofParent(PARENT)).isEqualTo(new TraceContext(TRACE, SPAN, true));
    assertThat(TraceContext.ofParent(PARENT.replace("-01", "-00")))
        .isEqualTo(new TraceContext(TRACE, SPAN, false));
    assertThat(TraceContext.ofParent(PARENT.replace("-01", "-03")))
        .isEqualTo(new TraceContext(TRACE, SPAN, true));
    assertThat(new TraceContext(TRACE, SPAN, true).parent()).isEqualTo(PARENT);
  }

  @Test
  void traceparent_ofALaterVersion_isReadAsFarAsItIsKnown() {
    assertThat(TraceContext.ofParent("01" + PARENT.substring(2) + "-more"))
        .isEqualTo(new TraceContext(TRACE, SPAN, true));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "00",
        "00-" + TRACE + "-" + SPAN,
        "00-" + TRACE + "-" + SPAN + "-1",
        "00-" + TRACE + "-" + SPAN + "-0g",
        "00-" + TRACE + "-" + SPAN + "-01-more",
        "01-" + TRACE + "-" + SPAN + "-01x",
        "ff-" + TRACE + "-" + SPAN + "-01",
        "00-00000000000000000000000000000000-" + SPAN + "-01",
        "00-" + TRACE + "-0000000000000000-01",
        "00-4BF92F3577B34DA6A3CE929D0E0E4736-" + SPAN + "-01",
        "00_" + TRACE + "-" + SPAN + "-01"
      })
  void traceparent_thatIsNone_isNotRead(String text) {
    assertThat(TraceContext.ofParent(text)).isNull();
  }

  @Test
  void googlesHeader_hasADecimalSpan() {
    assertThat(TraceContext.ofGoogle(TRACE + "/67667974448284343;o=1"))
        .isEqualTo(new TraceContext(TRACE, SPAN, true));
    assertThat(TraceContext.ofGoogle(TRACE.toUpperCase(java.util.Locale.ROOT) + "/1"))
        .isEqualTo(new TraceContext(TRACE, "0000000000000001", false));
    assertThat(TraceContext.ofGoogle(TRACE + "/18446744073709551615;o=0"))
        .isEqualTo(new TraceContext(TRACE, "ffffffffffffffff", false));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        TRACE,
        TRACE + "/",
        TRACE + "/0;o=1",
        TRACE + "/x;o=1",
        TRACE + "/18446744073709551616",
        "1/1;o=1",
        "zzf92f3577b34da6a3ce929d0e0e4736/1"
      })
  void googlesHeader_thatIsNone_isNotRead(String text) {
    assertThat(TraceContext.ofGoogle(text)).isNull();
  }

  @Test
  void traceparent_goesFirst_unlessItMakesNoSense() {
    MultiMap headers = HttpHeaders.headers()
        .add("X-Cloud-Trace-Context", TRACE + "/1;o=1")
        .add("traceparent", PARENT);
    assertThat(TraceContext.of(headers)).isEqualTo(new TraceContext(TRACE, SPAN, true));
    headers.set("traceparent", "nonsense");
    assertThat(TraceContext.of(headers))
        .isEqualTo(new TraceContext(TRACE, "0000000000000001", true));
    assertThat(TraceContext.of(HttpHeaders.headers())).isNull();
  }
}

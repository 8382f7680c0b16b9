package io.rhumb.gateway.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.rhumb.gateway.grpc.GrpcRetryInfoTest;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RetryHintTest {

  private static final long SECOND = 1_000_000_000L;
  private static final long DAY = 86_400 * SECOND;
  private static final long NOW = Instant.parse("2026-11-23T10:00:00Z").toEpochMilli();

  @ParameterizedTest
  @CsvSource({"0,0", "1,1", "7,7", "120,120", "' 3 ',3", "007,7"})
  void header_seconds(String value, long seconds) {
    assertThat(RetryHint.parseHeader(value, NOW)).isEqualTo(seconds * SECOND);
  }

  @ParameterizedTest
  @ValueSource(strings = {"86401", "999999999", "9999999999", "99999999999999999999999999"})
  void header_absurdSeconds_areADay(String value) {
    assertThat(RetryHint.parseHeader(value, NOW)).isEqualTo(DAY);
  }

  @Test
  void header_date() {
    assertThat(RetryHint.parseHeader("Mon, 23 Nov 2026 10:00:30 GMT", NOW)).isEqualTo(30 * SECOND);
  }

  @Test
  void header_date_isNotRoundedDown() {
    assertThat(RetryHint.parseHeader("Mon, 23 Nov 2026 10:00:30 GMT", NOW + 1))
        .isEqualTo(30 * SECOND - 1_000_000);
  }

  @Test
  void header_dateInThePast_isNow() {
    assertThat(RetryHint.parseHeader("Mon, 23 Nov 2026 09:00:00 GMT", NOW)).isZero();
    assertThat(RetryHint.parseHeader("Sun, 06 Nov 1994 08:49:37 GMT", NOW)).isZero();
  }

  @Test
  void header_dateInAnotherCentury_isADay() {
    assertThat(RetryHint.parseHeader("Fri, 31 Dec 9999 23:59:59 GMT", NOW)).isEqualTo(DAY);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "soon",
        "-1",
        "+1",
        "1.5",
        "1s",
        "1e3",
        "0x10",
        "٣",
        "Mon, 99 Nov 2026 10:00:30 GMT",
        "2026-11-23T10:00:30Z",
        "Mon, 23 Nov 2026"
      })
  void header_garbage_isNoHint(String value) {
    assertThat(RetryHint.parseHeader(value, NOW)).isNegative();
  }

  @Test
  void header_none_isNoHint() {
    assertThat(RetryHint.parseHeader(null, NOW)).isNegative();
  }

  @ParameterizedTest
  @CsvSource({
    "3s,3000000000",
    "0s,0",
    "0.5s,500000000",
    "12.000000001s,12000000001",
    "1.25s,1250000000",
    "9999999999999999s,86400000000000",
    "0.123456789123s,123456789"
  })
  void body_retryInfo(String delay, long nanos) {
    assertThat(RetryHint.ofBody(retryInfo(delay))).isEqualTo(nanos);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "s", "3", "-3s", "3 s", "3.s", ".5s", "3m", "three"})
  void body_garbage_isNoHint(String delay) {
    assertThat(RetryHint.ofBody(retryInfo(delay))).isNegative();
  }

  @Test
  void body_withoutRetryInfo_isNoHint() {
    assertThat(RetryHint.ofBody("")).isNegative();
    assertThat(RetryHint.ofBody("{\"error\":{\"code\":429}}")).isNegative();
  }

  @Test
  void header_goesBeforeTheBody() {
    UpstreamAnswer answer = answer("2", retryInfo("9s"));

    assertThat(RetryHint.of(answer, retryInfo("9s"), NOW)).isEqualTo(2 * SECOND);
  }

  @Test
  void headerOfGarbage_leavesItToTheBody() {
    UpstreamAnswer answer = answer("soon", retryInfo("9s"));

    assertThat(RetryHint.of(answer, retryInfo("9s"), NOW)).isEqualTo(9 * SECOND);
  }

  @Test
  void overGrpc_trailersTell_orHeadersWhereThereIsNothingElse() {
    MultiMap details = MultiMap.caseInsensitiveMultiMap()
        .add("grpc-status-details-bin", GrpcRetryInfoTest.details(41, 500_000_000));
    MultiMap none = MultiMap.caseInsensitiveMultiMap();

    assertThat(RetryHint.of(overGrpc(none, details), "", NOW)).isEqualTo(83 * SECOND / 2);
    assertThat(RetryHint.of(overGrpc(details, none), "", NOW)).isEqualTo(83 * SECOND / 2);
    assertThat(RetryHint.of(overGrpc(none, none), retryInfo("9s"), NOW)).isNegative();
  }

  @Test
  void overGrpc_absurdDelay_isADay() {
    MultiMap details = MultiMap.caseInsensitiveMultiMap()
        .add("grpc-status-details-bin", GrpcRetryInfoTest.details(Long.MAX_VALUE, 0));

    assertThat(RetryHint.of(overGrpc(details, details), "", NOW)).isEqualTo(DAY);
  }

  private static UpstreamAnswer overGrpc(MultiMap headers, MultiMap trailers) {
    return new UpstreamAnswer(200, headers, Buffer.buffer(), trailers);
  }

  private static UpstreamAnswer answer(String retryAfter, String body) {
    MultiMap headers = MultiMap.caseInsensitiveMultiMap().add("Retry-After", retryAfter);
    return new UpstreamAnswer(429, headers, Buffer.buffer(body));
  }

  private static String retryInfo(String delay) {
    return """
        {"error": {"code": 429, "message": "Quota exceeded", "status": "RESOURCE_EXHAUSTED", "details": [
          {"@type": "type.googleapis.com/google.rpc.QuotaFailure"},
          {"@type": "type.googleapis.com/google.rpc.RetryInfo", "retryDelay" : "%s"}]}}
        """
        .formatted(delay);
  }
}

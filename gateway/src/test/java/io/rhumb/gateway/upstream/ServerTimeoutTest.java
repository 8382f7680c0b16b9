package io.rhumb.gateway.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.rhumb.gateway.operation.ApiVersion;
import io.rhumb.gateway.operation.Method;
import io.rhumb.gateway.operation.Operation;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class ServerTimeoutTest {

  @ParameterizedTest
  @CsvSource({
    "9873000000,9.873",
    "9873999999,9.873",
    "10000000000,10",
    "10000999999,10",
    "1050000000,1.050",
    "1001000000,1.001",
    "999999999,0.999",
    "1999999,0.001",
    "1000000,0.001",
    "999999,0.001",
    "0,0.001",
    "-5000000000,0.001",
    "3600000000000,3600"
  })
  void whatIsLeft_inSeconds_neverNone(long leftNanos, String told) {
    assertThat(ServerTimeout.of(leftNanos)).isEqualTo(told);
  }

  /** A stream may go on for longer than its first byte may take. */
  @ParameterizedTest
  @EnumSource(
      names = {
        "STREAM_RAW_PREDICT",
        "SERVER_STREAMING_PREDICT",
        "STREAM_GENERATE_CONTENT",
        "CHAT_COMPLETIONS",
        "COMPLETIONS",
        "RESPONSES",
        "INVOKE",
        "INVOKE_DEPLOYED"
      })
  void whatMayStream_isToldNothing_notEvenByTheClient(Method method) {
    assertThat(told(method)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(names = {"PREDICT", "RAW_PREDICT", "GENERATE_CONTENT", "COUNT_TOKENS", "EMBEDDINGS"})
  void whatDoesNot_isToldWhatIsLeft_withASecondOfGrace(Method method) {
    assertThat(told(method)).containsExactly("2.500");
  }

  private static List<String> told(Method method) {
    MultiMap headers = HttpHeaders.headers().add("X-Server-Timeout", "3600");
    ServerTimeout.put(headers, Operation.of(ApiVersion.V1, method), 1_500_000_000L);
    return headers.getAll("x-server-timeout");
  }
}

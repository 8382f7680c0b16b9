package io.rhumb.gateway.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.rhumb.gateway.fuzz.Fuzz;
import io.rhumb.gateway.grpc.GrpcRetryInfoTest;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** What a client, and what a target, may put into headers. */
final class UpstreamFuzzTest {

  private static final List<String> NEVER = List.of(
      "connection",
      "transfer-encoding",
      "content-length",
      "host",
      "te",
      "trailer",
      "upgrade",
      "keep-alive",
      "proxy-connection",
      "http2-settings",
      "authorization",
      "cookie");

  @Test
  void requestHeaders() {
    Fuzz.of(
            List.of(
                "x-a: b\nconnection: x-a, x-c\nx-c: d",
                "Connection: close\nAuthorization: secret",
                "TRANSFER-ENCODING: chunked\ncontent-LENGTH: 5",
                "connection: ,,,\n: x\nte: trailers",
                "x-rhumb-strategy: y\nX-RHUMB-z: y",
                ""),
            "connection: ",
            "transfer-encoding",
            "x-rhumb-",
            "host",
            "\n",
            ", ",
            "authorization",
            "cookie")
        .run(text -> {
          MultiMap to = MultiMap.caseInsensitiveMultiMap();
          HeaderRules.REQUEST.copy(headers(text), to);
          to.forEach((name, value) -> {
            assertThat(NEVER).doesNotContain(name.toLowerCase(Locale.ROOT));
            assertThat(name.toLowerCase(Locale.ROOT)).doesNotStartWith("x-rhumb-");
            assertThat(headers(text).getAll(name)).contains(value);
          });
        });
  }

  @Test
  void retryAfter() {
    Fuzz.of(
            List.of(
                "30",
                "Wed, 21 Oct 2015 07:28:00 GMT",
                "Wed, 21 Oct 999992015 07:28:00 GMT",
                "999999999999999999999",
                "-1",
                " 5 ",
                "\u0661"),
            "Thu, ",
            " GMT",
            "00:00:00",
            "31 Dec 999999999",
            "+0000",
            "9999999999")
        .run(header -> assertThat(RetryHint.parseHeader(header, 1_700_000_000_000L))
            .isBetween(-1L, Duration.ofDays(1).toNanos()));
  }

  @Test
  void retryDelay() {
    Fuzz.of(
            List.of(
                "{\"error\":{\"details\":[{\"retryDelay\":\"3.5s\"}]}}",
                "\"retryDelay\" : \"99999999999999999999.99999999999999s\"",
                "\"retryDelay\":\"1.s\""),
            "\"retryDelay\"",
            ":",
            "\"1s\"",
            "999999999999",
            ".")
        .run(body ->
            assertThat(RetryHint.ofBody(body)).isBetween(-1L, Duration.ofDays(1).toNanos()));
  }

  @Test
  void retryInfoOverGrpc() {
    Fuzz.of(List.of(GrpcRetryInfoTest.details(41, 5), GrpcRetryInfoTest.details(-1, -1), "GgU", ""))
        .run(details -> {
          MultiMap trailers =
              MultiMap.caseInsensitiveMultiMap().add("grpc-status-details-bin", details);
          UpstreamAnswer answer = new UpstreamAnswer(200, trailers, Buffer.buffer(), trailers);
          assertThat(RetryHint.of(answer, "", 0))
              .isBetween(-1L, Duration.ofDays(1).toNanos());
        });
  }

  /** One header a line; a line without a colon has no value. */
  private static MultiMap headers(String text) {
    MultiMap headers = MultiMap.caseInsensitiveMultiMap();
    for (String line : text.split("\n", -1)) {
      int colon = line.indexOf(':');
      headers.add(
          colon < 0 ? line : line.substring(0, colon),
          colon < 0 ? "" : line.substring(colon + 1).trim());
    }
    return headers;
  }
}

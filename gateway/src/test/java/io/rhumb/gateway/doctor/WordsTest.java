package io.rhumb.gateway.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.util.NetUtil;
import io.rhumb.gateway.credential.CredentialHeaders;
import io.rhumb.gateway.operation.Method;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The small parts: what is said of amounts, certificates, addresses and answers, and what is not said. */
final class WordsTest {

  @ParameterizedTest
  @CsvSource({
    "400000, 0.4 ms",
    "9940000, 9.9 ms",
    "9960000, 10 ms",
    "12300000, 12 ms",
    "999600000, 1.0 s",
    "1540000000, 1.5 s"
  })
  void latency_hasTwoDigits(long nanos, String text) {
    assertThat(Amounts.latency(nanos)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "PT5S, 5 s",
    "PT3M, 3 minutes",
    "PT119M, 119 minutes",
    "PT47H, 47 hours",
    "P89DT3H, 89 days"
  })
  void span_isInItsLargestUnit(Duration time, String text) {
    assertThat(Amounts.span(time)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "a.example, true",
    "A.Example, true",
    "b.example, false",
    "x.star.example, true",
    "x.y.star.example, false",
    "star.example, false",
    "127.0.0.1, true",
    "127.0.0.2, false",
    "::1, true",
    "example, false"
  })
  void certificate_coversItsNamesOnly(String name, boolean covered) {
    Certificates shown = new Certificates(
        List.of("a.example", "*.star.example", "127.0.0.1", "0:0:0:0:0:0:0:1"),
        Instant.EPOCH,
        Instant.MAX);
    assertThat(shown.covers(name)).isEqualTo(covered);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "10.1.2.3",
        "172.31.0.1",
        "192.168.0.1",
        "100.64.0.1",
        "127.0.0.1",
        "fd00::1",
        "169.254.1.1"
      })
  void privateAddress_isTold(String address) {
    assertThat(Addresses.isPrivate(NetUtil.createInetAddressFromIpAddressString(address)))
        .isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"142.250.1.1", "172.32.0.1", "100.128.0.1", "2a00:1450::1"})
  void publicAddress_isTold(String address) {
    assertThat(Addresses.isPrivate(NetUtil.createInetAddressFromIpAddressString(address)))
        .isFalse();
  }

  @Test
  void withheld_areTheCredentialAndWhatLooksLikeOne() {
    Withheld withheld = new Withheld();
    withheld.add(new CredentialHeaders(List.of(
        Map.entry("authorization", "Bearer sesame-open"), Map.entry("x-api-key", "sesame"))));

    assertThat(withheld.from("not sesame-open, nor sesame, nor ya29.abc"))
        .isEqualTo("not (withheld), nor (withheld), nor (withheld)");
    assertThat(withheld.from("200, 12 bytes")).isEqualTo("200, 12 bytes");
  }

  @Test
  void withheld_isNoWordOfTwoLetters() {
    Withheld withheld = new Withheld();
    withheld.add(new CredentialHeaders(List.of(Map.entry("x-api-key", "ok"))));
    assertThat(withheld.from("name ok")).isEqualTo("name ok");
  }

  @Test
  void envelope_isFound_alsoInAList() {
    String envelope =
        "{\"error\":{\"code\":404,\"status\":\"NOT_FOUND\",\"message\":\"no\\n such\"}}";
    for (String body : List.of(envelope, "[" + envelope + "]")) {
      AnswerBody answer = AnswerBody.of(Buffer.buffer(body));
      assertThat(answer.code()).isEqualTo("NOT_FOUND");
      assertThat(answer.message()).isEqualTo("no such");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "nothing",
        "{}",
        "[]",
        "[1]",
        "{\"error\":\"x\"}",
        "{\"error\":{}}",
        "{\"error\":{\"status\":1}}"
      })
  void otherBodies_areNoEnvelope(String body) {
    assertThat(AnswerBody.of(Buffer.buffer(body)).isEnvelope()).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"instances\":[]} | PREDICT",
        "{\"contents\":[]} | GENERATE_CONTENT",
        "{\"messages\":[]} | CHAT_COMPLETIONS",
        "[] | PREDICT",
        "no json | PREDICT"
      })
  void payload_tellsTheMethod(String body, Method method) {
    assertThat(Payload.of(Buffer.buffer(body)).method()).isEqualTo(method);
  }
}

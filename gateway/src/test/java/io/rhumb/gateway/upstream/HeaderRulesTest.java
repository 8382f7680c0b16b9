package io.rhumb.gateway.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class HeaderRulesTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "connection",
        "keep-alive",
        "proxy-connection",
        "proxy-authenticate",
        "proxy-authorization",
        "te",
        "trailer",
        "transfer-encoding",
        "upgrade",
        "http2-settings",
        "authorization",
        "cookie",
        "x-api-key",
        "x-goog-api-key",
        "x-goog-iam-authority-selector",
        "x-goog-iam-authorization-token",
        "x-goog-iap-jwt-assertion",
        "x-serverless-authorization",
        "host",
        "content-length",
        "expect"
      })
  void request_headerThatEndsHere_isDroppedInAnyCase(String name) {
    for (String spelling : spellings(name)) {
      assertThat(passed(HeaderRules.REQUEST, headers(spelling, "x"))).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "connection",
        "keep-alive",
        "proxy-connection",
        "proxy-authenticate",
        "te",
        "trailer",
        "transfer-encoding",
        "upgrade",
        "content-length",
        "alt-svc",
        "set-cookie",
        "www-authenticate",
        "x-request-id"
      })
  void response_headerThatEndsHere_isDroppedInAnyCase(String name) {
    for (String spelling : spellings(name)) {
      assertThat(passed(HeaderRules.RESPONSE, headers(spelling, "x"))).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "authorizatiom",
        "cookies",
        "cookiE2",
        "x-api-kez",
        "hosts",
        "hosu",
        "tf",
        "t",
        "upgradf",
        "x-goog-user-project",
        "x-server-timeout",
        "content-type",
        "content-encoding",
        "accept-encoding",
        "user-agent",
        "x-rhumb",
        "x-rhumbs-own",
        "a-header-with-a-name-much-longer-than-any-that-ends-at-the-gateway"
      })
  void nearMiss_passes(String name) {
    assertThat(passed(HeaderRules.REQUEST, headers(name, "x"))).hasSize(1);
    assertThat(passed(HeaderRules.RESPONSE, headers(name, "x"))).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"x-rhumb-target", "X-Rhumb-Attempts", "X-RHUMB-ANYTHING", "x-rhumb-"})
  void gatewaysOwnHeaders_passNeitherWay(String name) {
    assertThat(passed(HeaderRules.REQUEST, headers(name, "x"))).isEmpty();
    assertThat(passed(HeaderRules.RESPONSE, headers(name, "x"))).isEmpty();
  }

  @Test
  void severalValues_keepTheirOrder() {
    MultiMap from = headers("accept", "a", "x-other", "o", "accept", "b", "accept", "a");

    MultiMap to = passed(HeaderRules.REQUEST, from);

    assertThat(to.getAll("accept")).containsExactly("a", "b", "a");
    assertThat(to.entries())
        .extracting(Map.Entry::getKey)
        .containsExactly("accept", "x-other", "accept", "accept");
  }

  @ParameterizedTest
  @CsvSource({":protocol, x", "x(a, b", "x-b, b\0c", "x-b, 'b\nc'"})
  void headerThatCannotBeWritten_isLeftOut(String name, String value) {
    MultiMap from = headers("x-a", "1", name, value, "x-c", "3");

    assertThat(passed(HeaderRules.REQUEST, from).names()).containsExactly("x-a", "x-c");
    assertThat(passed(HeaderRules.RESPONSE, from).names()).containsExactly("x-a", "x-c");
  }

  @Test
  void values_passUnchanged() {
    MultiMap to = passed(HeaderRules.REQUEST, headers("x-a", "", "x-b", " ü, \"q;\" "));

    assertThat(to.get("x-a")).isEmpty();
    assertThat(to.get("x-b")).isEqualTo(" ü, \"q;\" ");
  }

  @Test
  void headersNamedByConnection_areDropped() {
    MultiMap from = headers(
        "Connection", "close, X-Secret ,x-other", "x-secret", "1", "X-OTHER", "2", "x-kept", "3");

    assertThat(passed(HeaderRules.REQUEST, from)).hasSize(1);
    assertThat(passed(HeaderRules.RESPONSE, from).get("x-kept")).isEqualTo("3");
  }

  @Test
  void headersNamedByASecondConnectionHeader_areDroppedToo() {
    MultiMap from =
        headers("connection", "keep-alive", "connection", "x-secret", "x-secret", "1", "x-b", "2");

    MultiMap to = passed(HeaderRules.REQUEST, from);

    assertThat(to.contains("x-secret")).isFalse();
    assertThat(to.get("x-b")).isEqualTo("2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"keep-alive", "close", "Keep-Alive", "", ",", " , ,"})
  void ordinaryConnectionHeader_namesNothing(String connection) {
    assertThat(passed(HeaderRules.REQUEST, headers("connection", connection, "x-a", "1")))
        .hasSize(1);
  }

  @Test
  void headersThatWereThere_stay() {
    MultiMap to = headers("x-request-id", "ours");

    HeaderRules.RESPONSE.copy(
        headers("connection", "x-request-id", "x-request-id", "theirs", "x-a", "1"), to);

    assertThat(to.getAll("x-request-id")).containsExactly("ours");
    assertThat(to.get("x-a")).isEqualTo("1");
  }

  private static String[] spellings(String name) {
    String capitals =
        name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1, name.length());
    return new String[] {name, name.toUpperCase(Locale.ROOT), capitals};
  }

  private static MultiMap passed(HeaderRules rules, MultiMap from) {
    MultiMap to = HttpHeaders.headers();
    rules.copy(from, to);
    return to;
  }

  private static MultiMap headers(String... namesAndValues) {
    MultiMap headers = MultiMap.caseInsensitiveMultiMap();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      headers.add(namesAndValues[i], namesAndValues[i + 1]);
    }
    return headers;
  }
}

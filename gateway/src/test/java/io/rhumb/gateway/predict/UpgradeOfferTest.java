package io.rhumb.gateway.predict;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which offers of HTTP/2 are taken up. */
final class UpgradeOfferTest {

  /** MAX_CONCURRENT_STREAMS 100, INITIAL_WINDOW_SIZE 65535. */
  private static final String SETTINGS = "AAMAAABkAAQAAP__";

  private static HttpRequest offer() {
    HttpRequest request = new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, "/");
    request
        .headers()
        .set("connection", "Upgrade, HTTP2-Settings")
        .set("upgrade", "h2c")
        .set("http2-settings", SETTINGS);
    return request;
  }

  private static boolean without(String header) {
    HttpRequest request = offer();
    request.headers().remove(header);
    return UpgradeOffer.sound(request);
  }

  private static boolean with(String header, String value) {
    HttpRequest request = offer();
    request.headers().set(header, value);
    return UpgradeOffer.sound(request);
  }

  @Test
  void whole_isSound() {
    assertThat(UpgradeOffer.sound(offer())).isTrue();
    assertThat(with("connection", "keep-alive, upgrade,http2-settings")).isTrue();
    assertThat(with("http2-settings", "")).isTrue();
    // As Java's client says of a GET until 18.
    assertThat(with("content-length", "0")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"connection", "upgrade", "http2-settings"})
  void incomplete_isNot(String missing) {
    assertThat(without(missing)).isFalse();
  }

  @Test
  void withABody_isNot() {
    assertThat(with("content-length", "2")).isFalse();
    assertThat(with("transfer-encoding", "chunked")).isFalse();
  }

  @Test
  void broken_isNot() {
    assertThat(with("connection", "upgrade")).isFalse();
    assertThat(with("connection", "upgrades, http2-settings")).isFalse();
    assertThat(with("upgrade", "websocket")).isFalse();
    assertThat(with("http2-settings", "AAMAAABkAAQAAP")).isFalse();
    assertThat(with("http2-settings", "not base64!")).isFalse();
    // ENABLE_PUSH 7
    assertThat(with("http2-settings", "AAIAAAAH")).isFalse();
  }

  @Test
  void twoSettings_areNone() {
    HttpRequest request = offer();
    request.headers().add("http2-settings", SETTINGS);
    assertThat(UpgradeOffer.sound(request)).isFalse();
  }

  @Test
  void http10_isNot() {
    assertThat(UpgradeOffer.sound(offer().setProtocolVersion(HttpVersion.HTTP_1_0)))
        .isFalse();
  }
}

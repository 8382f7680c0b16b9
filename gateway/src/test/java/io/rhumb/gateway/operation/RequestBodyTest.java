package io.rhumb.gateway.operation;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import org.junit.jupiter.api.Test;

final class RequestBodyTest {

  private static final Buffer BYTES =
      Buffer.buffer("{ \"x\":[1 ],\r\n\"model\" :  \"ours\"\t,\"\u00e4\":\"ours\" }");

  private final RequestBody body = located();

  @Test
  void text_isReplaced_andNoOtherByte() {
    assertThat(body.text()).isEqualTo("ours");
    assertThat(body.with("google/gemini-2.5").toString())
        .isEqualTo(BYTES.toString().replaceFirst("ours", "google/gemini-2.5"));
    assertThat(body.with("").toString()).isEqualTo(BYTES.toString().replaceFirst("ours", ""));
    assertThat(body.bytes()).isSameAs(BYTES);
  }

  @Test
  void replacedBody_isMadeOnce() {
    assertThat(body.with("a")).isSameAs(body.with("a"));
    assertThat(body.with("b").toString()).contains("\"b\"");
    assertThat(body.with("a").toString()).contains("\"a\"");
  }

  @Test
  void replacedBody_canBeReadTwice() {
    Buffer replaced = body.with("a");
    assertThat(replaced.length()).isEqualTo(BYTES.length() - 3);
    assertThat(replaced.getBytes()).isEqualTo(replaced.copy().getBytes());
  }

  @Test
  void nothingToReplace_isTheSameBytes() {
    assertThat(body.with(null)).isSameAs(BYTES);
    assertThat(body.with("ours")).isSameAs(BYTES);
    assertThat(RequestBody.of(BYTES).with("a")).isSameAs(BYTES);
  }

  private static RequestBody located() {
    try {
      return RequestBody.of(BYTES, "model");
    } catch (UnreadableBodyException unexpected) {
      throw new AssertionError(unexpected);
    }
  }
}

package io.rhumb.gateway.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.rhumb.gateway.fuzz.Fuzz;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class MessageScannerTest {

  /** Fields 2 (varint), 3 (fixed64), 4 (fixed32) and 6 (a message that has a field 5 of its own). */
  private static final String OTHERS =
      "10" + "ff01" + "19" + "0102030405060708" + "25" + "01020304" + "32" + "04" + "2a02" + "6162";

  @ParameterizedTest
  @CsvSource({"1,0a", "5,2a", "16,8201"})
  void field_isFoundBetweenOthers(int number, String tag) throws Exception {
    MessageField found = find(frame(OTHERS + tag + "03" + hex("abc") + OTHERS), number);

    assertThat(found)
        .isEqualTo(new MessageField(number, 5 + OTHERS.length() / 2, tag.length() / 2 + 4, "abc"));
  }

  @Test
  void field_isReplaced_andNothingElse() throws Exception {
    Buffer body = frame(OTHERS + "2a03" + hex("abc") + OTHERS);

    assertThat(find(body, 5).replaced(body, "a longer one"))
        .isEqualTo(frame(OTHERS + "2a0c" + hex("a longer one") + OTHERS));
    assertThat(find(body, 5).replaced(body, "")).isEqualTo(frame(OTHERS + "2a00" + OTHERS));
    String long300 = "x".repeat(300);
    assertThat(find(body, 5).replaced(body, long300))
        .isEqualTo(frame(OTHERS + "2aac02" + hex(long300) + OTHERS));
  }

  @Test
  void field_missing() throws Exception {
    assertThat(MessageScanner.find(bytes(frame(OTHERS)), 1)).isNull();
    assertThat(MessageScanner.find(bytes(frame("")), 1)).isNull();
    // The number alone does not make it a text.
    assertThat(MessageScanner.find(bytes(frame("0801")), 1)).isNull();
  }

  @Test
  void field_twice_isRefused() {
    assertRefused(frame("0a0161" + OTHERS + "0a0162"), "body: field 1 twice");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0a",
        "0a05" + "6162",
        "0affffffff0f",
        "0a8080808080808080808001" + "61",
        "19010203",
        "0b0c",
        "0201" + "61",
        "8a8080808000" + "0161",
        "8a80808010" + "0161",
        "10ffffffffffffffffffffff01"
      })
  void message_brokenOrDoubtful_isRefused(String message) {
    assertRefused(frame(message), "body: a ");
  }

  @Test
  void frame_notOneMessage_isRefused() {
    assertRefused(Buffer.buffer(), "body: no message");
    assertRefused(Buffer.buffer(new byte[4]), "body: no message");
    assertRefused(frame("0a0161").setByte(0, (byte) 1), "body: a compressed message");
    assertRefused(frame("0a0161").appendByte((byte) 0), "body: more or less than a message");
    assertRefused(frame("0a0161").appendBuffer(frame("")), "body: more or less than a message");
    assertRefused(frame("0a0161").setInt(1, 2), "body: more or less than a message");
    assertRefused(frame("0a0161").setInt(1, -1), "body: more or less than a message");
  }

  @Test
  void fuzz_whatIsFoundCanBeReplaced() {
    Fuzz.of(
            List.of("\n\u0003abc", "\n\u0003abc\u0010\u007f2\u0004*\u0002ab", "*\u0003abc\n\u0000"),
            "\n\u0001a",
            "\u0010\u0001",
            "2\u0002ab",
            "\u0080\u0001")
        .run(text -> {
          Buffer body = framed(text.getBytes(StandardCharsets.ISO_8859_1));
          MessageField found;
          try {
            found = MessageScanner.find(bytes(body), 1);
          } catch (UnreadableBodyException refused) {
            return;
          }
          if (found == null) {
            return;
          }
          Buffer replaced = found.replaced(body, "other");
          MessageField again = find(replaced, 1);
          assertThat(again.text()).isEqualTo("other");
          assertThat(replaced.getBuffer(5, again.offset()))
              .isEqualTo(body.getBuffer(5, found.offset()));
          assertThat(replaced.slice(again.offset() + again.length(), replaced.length()))
              .isEqualTo(body.slice(found.offset() + found.length(), body.length()));
        });
  }

  private static void assertRefused(Buffer body, String problem) {
    assertThatThrownBy(() -> MessageScanner.find(bytes(body), 1))
        .isInstanceOfSatisfying(
            UnreadableBodyException.class, refused -> assertThat(refused.problem())
                .startsWith(problem)
                .endsWith(" (expected: one uncompressed message of gRPC)"));
  }

  private static MessageField find(Buffer body, int number) {
    try {
      MessageField found = MessageScanner.find(bytes(body), number);
      assertThat(found).isNotNull();
      return found;
    } catch (UnreadableBodyException unexpected) {
      throw new AssertionError(unexpected);
    }
  }

  private static ByteBuf bytes(Buffer body) {
    return Unpooled.wrappedBuffer(body.getBytes());
  }

  private static Buffer frame(String message) {
    return framed(HexFormat.of().parseHex(message));
  }

  private static Buffer framed(byte[] message) {
    return Buffer.buffer().appendByte((byte) 0).appendInt(message.length).appendBytes(message);
  }

  private static String hex(String text) {
    return HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
  }
}

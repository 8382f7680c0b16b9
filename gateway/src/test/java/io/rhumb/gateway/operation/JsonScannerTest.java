package io.rhumb.gateway.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.netty.buffer.Unpooled;
import io.rhumb.gateway.fuzz.Fuzz;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class JsonScannerTest {

  static Stream<Arguments> textAtTheTop_isFound_whereItStands() {
    return Stream.of(
        arguments("{\"model\":\"a\"}", "a"),
        arguments(" \t\r\n{ \"x\" : 1 , \"model\" : \"a\" } \n", "a"),
        arguments("{\"model\":\"\"}", ""),
        arguments(
            "{\"messages\":[{\"model\":\"no\"},\"model\",[[]]],\"model\":\"yes\",\"z\":{\"model\":\"no\"}}",
            "yes"),
        arguments("{\"x\":\"\\\",\\\"model\\\":\\\"no\",\"model\":\"yes\"}", "yes"),
        arguments("{\"x\":\"\\\\\",\"model\":\"yes\"}", "yes"),
        arguments("{\"model\":\"google\\/gemini\"}", "google/gemini"),
        arguments("{\"model\":\"\\u0061\\\"}\"}", "a\"}"),
        arguments("{\"mod\\u0065l\":\"a\"}", "a"),
        arguments(
            "{\"model2\":1,\"Model\":2,\"mode\":null,\"model\":\"a\",\"t\":true,\"n\":-1.5e+3}",
            "a"),
        arguments("{\"x\":\"\u00e4\ud83d\ude00]}\",\"model\":\"\u00fc\"}", "\u00fc"));
  }

  @ParameterizedTest
  @MethodSource
  void textAtTheTop_isFound_whereItStands(String json, String text) throws Exception {
    JsonText found = find(json);
    assertThat(found.text()).isEqualTo(text);
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    String literal = new String(bytes, found.offset(), found.length(), StandardCharsets.UTF_8);
    assertThat(literal).startsWith("\"").endsWith("\"");
    assertThat(json.indexOf(literal)).isPositive();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        " { } ",
        "{\"x\":{\"model\":\"a\"}}",
        "{\"x\":\"model\"}",
        "{\"models\":\"a\"}"
      })
  void noSuchKey_isNone(String json) throws Exception {
    assertThat(find(json)).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"model\":\"a\",\"model\":\"b\"}",
        "{\"model\":\"a\",\"x\":1,\"mod\\u0065l\":\"a\"}",
        "{\"model\":\"a\",\"model\":1}"
      })
  void keyTwice_isRefused(String json) {
    assertThatThrownBy(() -> find(json))
        .isInstanceOf(UnreadableBodyException.class)
        .hasMessageContaining("twice");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"model\":null}",
        "{\"model\":1}",
        "{\"model\":[\"a\"]}",
        "{\"model\":{\"model\":\"a\"}}",
        "{\"model\":true}"
      })
  void anythingButAText_isRefused(String json) {
    assertThatThrownBy(() -> find(json))
        .isInstanceOf(UnreadableBodyException.class)
        .hasMessageContaining("no text");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "null",
        "[]",
        "[{\"model\":\"a\"}]",
        "\"model\"",
        "{",
        "}",
        "{\"model\"",
        "{\"model\":",
        "{\"model\":}",
        "{\"model\":\"a",
        "{\"model\":\"a\\",
        "{\"model\":\"a\\\"",
        "{\"model\":\"a\"",
        "{\"model\":\"a\",",
        "{\"model\":\"a\",}",
        "{,\"model\":\"a\"}",
        "{\"model\" \"a\"}",
        "{\"model\"::\"a\"}",
        "{\"model\":\"a\"}x",
        "{\"model\":\"a\"}{}",
        "{\"model\":\"a\"}]",
        "{'model':'a'}",
        "{\"model\":\"a\",'model':'b'}",
        "{\"model\":\"a\",model:\"b\"}",
        "{\"model\":\"a\"/*,*/}",
        "{\"x\":[1,/*\"*/2],\"model\":\"a\"}",
        "{\"x\":['\"'],\"model\":\"a\"}",
        "{\"x\":[[1],\"model\":\"a\"}",
        "{\"x\":\"\n\",\"model\":\"a\"}",
        "{\"x\":\"\0\",\"model\":\"a\"}",
        "{\"mod\\el\":\"a\"}",
        "{\"model\":\"\\x\"}",
        "\ufeff{\"model\":\"a\"}",
        "\u001f\u008b\b"
      })
  void whatIsNoObject_isRefused(String json) {
    assertThatThrownBy(() -> find(json)).isInstanceOf(UnreadableBodyException.class);
  }

  @Test
  void depth_isNoMatter() throws Exception {
    String deep = "[".repeat(100_000) + "]".repeat(100_000);
    assertThat(find("{\"x\":" + deep + ",\"model\":\"a\"}").text()).isEqualTo("a");
  }

  @Test
  void otherEncoding_isRefused() {
    byte[] bytes = "{\"model\":\"a\"}".getBytes(StandardCharsets.UTF_16LE);
    assertThatThrownBy(() -> JsonScanner.find(Unpooled.wrappedBuffer(bytes), "model"))
        .isInstanceOf(UnreadableBodyException.class);
  }

  /** What a parser takes whole, the scanner reads the same; what the scanner finds, no parser finds elsewhere. */
  @Test
  void anyInput_meansWhatItMeansToAParser() {
    Fuzz.of(
            List.of(
                "{\"model\":\"a\"}",
                "{\"messages\":[{\"role\":\"user\",\"content\":\"\\\"model\\\":\\\"x\\\"\"}],\"model\":\"b\",\"n\":1.5e3}",
                "{\"x\":{\"model\":[1,true,null,{}]},\"mod\\u0065l\":\"\\ud83d\\ude00\"}",
                "{\"model\":\"a\",\"model\":\"b\"}",
                "{\"model\":7}",
                "[\"model\"]"),
            "\"model\":",
            "\"model\":\"c\",",
            "\\\"",
            "\\u0061",
            "{\"model\":\"d\"}",
            "[",
            "]",
            ",")
        .run(input -> {
          byte[] bytes = input.getBytes(StandardCharsets.UTF_8);
          List<String> parsed = parse(bytes);
          if (parsed == null) {
            assertNothingUnexpected(bytes);
          } else if (parsed.size() > 1 || parsed.contains("no text")) {
            assertThatThrownBy(() -> JsonScanner.find(Unpooled.wrappedBuffer(bytes), "model"))
                .isInstanceOf(UnreadableBodyException.class);
          } else {
            JsonText found = JsonScanner.find(Unpooled.wrappedBuffer(bytes), "model");
            assertThat(found == null ? List.of() : List.of("text " + found.text()))
                .isEqualTo(parsed);
          }
        });
  }

  private static void assertNothingUnexpected(byte[] bytes) {
    try {
      JsonText found = JsonScanner.find(Unpooled.wrappedBuffer(bytes), "model");
      if (found != null) {
        assertThat(bytes[found.offset()]).isEqualTo((byte) '"');
        assertThat(bytes[found.offset() + found.length() - 1]).isEqualTo((byte) '"');
      }
    } catch (UnreadableBodyException refused) {
      assertThat(refused.problem()).contains("(expected: ");
    }
  }

  /** Each value at the top-level key; null if a parser takes this for no object of JSON. */
  private static List<String> parse(byte[] bytes) throws IOException {
    if (bytes.length == 0 || bytes[0] < 0) {
      return null;
    }
    List<String> found = new ArrayList<>();
    try (JsonParser parser =
        new JsonFactory().createParser(new String(bytes, StandardCharsets.UTF_8))) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return null;
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        boolean sought = parser.currentName().equals("model");
        JsonToken value = parser.nextToken();
        if (sought) {
          found.add(value == JsonToken.VALUE_STRING ? "text " + parser.getText() : "no text");
        }
        parser.skipChildren();
      }
      return parser.nextToken() == null ? found : null;
    } catch (JsonProcessingException noJson) {
      return null;
    }
  }

  private static JsonText find(String json) throws UnreadableBodyException {
    return JsonScanner.find(Unpooled.wrappedBuffer(json.getBytes(StandardCharsets.UTF_8)), "model");
  }
}

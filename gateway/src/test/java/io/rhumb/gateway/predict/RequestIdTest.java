package io.rhumb.gateway.predict;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RequestIdTest {

  @ParameterizedTest
  @ValueSource(strings = {"a", "4bf92f3577b34da6", "A-Z_0.9:/=+", "projects/p/traces/1", "x=1:y+2"})
  void harmlessId_isKept(String id) {
    assertThat(RequestId.of(id)).isEqualTo(id);
  }

  @Test
  void longId_isKeptUpToItsBound() {
    assertThat(RequestId.of("a".repeat(128))).hasSize(128);
    assertThat(RequestId.of("a".repeat(129))).hasSize(16);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "a b",
        "a\tb",
        "a\r\nset-cookie: x",
        "a,b",
        "a;b",
        "\"a\"",
        "<script>",
        "ä",
        "١",
        "a\0"
      })
  void otherId_isReplaced(String id) {
    assertThat(RequestId.of(id)).matches("[0-9a-f]{16}");
  }

  @Test
  void noId_getsARandomOne() {
    Set<String> ids = new HashSet<>();
    for (int i = 0; i < 10_000; i++) {
      ids.add(RequestId.of(null));
    }

    assertThat(ids).hasSize(10_000).allMatch(id -> id.matches("[0-9a-f]{16}"));
  }

  @Test
  void randomIds_useEveryDigitInEveryPlace() {
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < 2_000; i++) {
      String id = RequestId.of(null);
      for (int place = 0; place < 16; place++) {
        seen.add(place + ":" + id.charAt(place));
      }
    }

    assertThat(seen).hasSize(16 * 16);
  }
}

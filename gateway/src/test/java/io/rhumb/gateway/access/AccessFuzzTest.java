package io.rhumb.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.rhumb.gateway.fuzz.Fuzz;
import io.vertx.core.MultiMap;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a client may show for itself. */
final class AccessFuzzTest {

  private static final String HEAD = base64("{\"alg\":\"RS256\",\"kid\":\"a\"}");

  /** Whatever it is, it is a credential or none, of a bounded length. */
  @Test
  void credentials() {
    Fuzz.of(
            List.of(
                "Bearer abc",
                "bearer  " + HEAD + ".e30.x",
                "Basic " + base64("user:pass"),
                "Basic " + base64("nobody"),
                "Basic *",
                "Bearer ",
                "x".repeat(20_000),
                ""),
            "Bearer ",
            "Basic ",
            ":",
            "=",
            ".")
        .run(text -> {
          MultiMap headers = MultiMap.caseInsensitiveMultiMap()
              .add("authorization", text)
              .add("x-api-key", text)
              .add("x-goog-api-key", text);
          Presented usual = Presented.by(headers);
          assertPart(usual.bearer(), text);
          assertPart(usual.key(), text);
          assertPart(usual.googleKey(), text);
          Credential password = Presented.byOperator(headers).bearer();
          assertThat(password == null || password.text().length() <= text.length())
              .isTrue();
        });
  }

  @Test
  void headOfAToken() {
    Fuzz.of(
            List.of(
                HEAD + ".e30.x",
                base64("{\"alg\":\"none\",\"kid\":\"a\"}") + ".e30.x",
                base64("{\"alg\":[],\"kid\":1}") + ".e30.x",
                base64("[".repeat(2_000)) + ".e30.x",
                base64("null") + ".e30.x",
                "..",
                "a.b",
                ""),
            ".",
            "e30",
            HEAD)
        .run(token -> {
          if (TokenHead.keyId(token) != null) {
            assertThat(token).matches("[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+");
          }
        });
  }

  private static void assertPart(@Nullable Credential shown, String text) {
    if (shown != null) {
      assertThat(text).contains(shown.text());
      assertThat(shown.text()).isNotEmpty().hasSizeLessThanOrEqualTo(Credential.LONGEST);
    }
  }

  private static String base64(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}

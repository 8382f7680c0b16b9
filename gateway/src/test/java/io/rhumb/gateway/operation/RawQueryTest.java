package io.rhumb.gateway.operation;

import static org.assertj.core.api.Assertions.assertThat;

import io.rhumb.gateway.fuzz.Fuzz;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RawQueryTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "alt=sse",
        "$alt=json;enum-encoding%3Dint",
        "a=%7e&b=+&c&&d==&",
        "keys=1&monkey=2&key2=3&my_key=4",
        "a=key=1",
        "a=access_token",
        "%=1&%6=2&%zz"
      })
  void anyOther_staysByteForByte(String query) {
    assertThat(RawQuery.withoutCredentials(query)).isSameAs(query);
  }

  @ParameterizedTest
  @CsvSource({
    "key=1&alt=sse, alt=sse",
    "alt=sse&key=1, alt=sse",
    "alt=sse&key=1&x=%2B, alt=sse&x=%2B",
    "alt=sse&access_token=a&oauth_token=b&x=y, alt=sse&x=y",
    "a&key&b, a&b",
    "a&key=1&key=2&b&key=3, a&b",
    "a&%6bey=1&b, a&b",
    "a&%6B%65%79=1&b, a&b",
    "a&access%5Ftoken=1&b, a&b",
    "a&KEY=1&b, a&b",
    "a&$key=1&%24access_token=2&b, a&b",
    "a;key=1;b, a;b",
    "$alt=json;enum-encoding%3Dint&key=1, $alt=json;enum-encoding%3Dint"
  })
  void credentials_areLeftAway(String query, String left) {
    assertThat(RawQuery.withoutCredentials(query)).isEqualTo(left);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "key", "key=", "key=1&oauth_token=2", "%6bey=1"})
  void nothingLeft_isNoQuery(String query) {
    assertThat(RawQuery.withoutCredentials(query)).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a b", "a#b", "a\r\nb", "a\tb", "a\0", "a\u007f", "\u00e4", "\u2028"})
  void whatWouldEndTheRequestLine_isNotLegal(String query) {
    assertThat(RawQuery.isLegal(query)).isFalse();
  }

  @Test
  void anyMixture_hasNoCredentialLeft_andNothingNew() {
    Fuzz.of(
            List.of("a=b&key=c&d", "access_token=x;y=z", "%6bey=1&k%65y", "&&key&;", "$key=a=b"),
            "key",
            "oauth_token",
            "access%5ftoken",
            "&",
            ";",
            "=",
            "%6b")
        .run(query -> {
          String left = RawQuery.withoutCredentials(query);
          for (String parameter : (left == null ? "" : left).split("[&;]", -1)) {
            String name = Percent.decode(parameter.split("=", 2)[0]).toLowerCase(Locale.ROOT);
            assertThat(name).isNotIn("key", "oauth_token", "access_token");
            assertThat(query).contains(parameter);
          }
        });
  }
}

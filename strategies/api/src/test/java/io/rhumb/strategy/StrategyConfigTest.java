package io.rhumb.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class StrategyConfigTest {

  private static final String PATH = "models.fraud.strategy.hedged";

  private static StrategyConfig with(Object value) {
    return StrategyConfig.of(PATH, Map.of("key", value));
  }

  private static StrategyConfig empty() {
    return StrategyConfig.of(PATH, Map.of());
  }

  private static void assertRefused(ThrowingCallable reading, String value, String expected) {
    assertThatThrownBy(reading)
        .isInstanceOf(InvalidStrategyConfigException.class)
        .hasMessage(PATH + ".key: " + value + " (expected: " + expected + ")");
  }

  @Test
  void text_isRead() {
    assertThat(with("abc").text("key", "x")).isEqualTo("abc");
    assertThat(with("").text("key", "x")).isEmpty();
    assertThat(empty().text("key", "x")).isEqualTo("x");
  }

  @Test
  void text_ofAnotherType_isRefused() {
    assertRefused(() -> with(5).text("key", "x"), "5", "text");
    assertRefused(() -> with(true).text("key", "x"), "true", "text");
    assertRefused(() -> with(List.of("a")).text("key", "x"), "[a]", "text");
  }

  @Test
  void text_thatMustBeGiven_isRead_elseRefused() {
    assertThat(with("abc").text("key")).isEqualTo("abc");
    assertRefused(() -> empty().text("key"), "nothing", "text");
    assertRefused(() -> with(" ").text("key"), " ", "text");
    assertRefused(() -> with(5).text("key"), "5", "text");
  }

  @Test
  void texts_areRead_inTheirOrder() {
    assertThat(with(List.of("b", "a")).texts("key")).containsExactly("b", "a").isUnmodifiable();
  }

  @Test
  void texts_missing_none_twice_orOfAnotherType_areRefused() {
    String expected = "a list of different texts, at least one";
    assertRefused(() -> empty().texts("key"), "nothing", expected);
    assertRefused(() -> with(List.of()).texts("key"), "[]", expected);
    assertRefused(() -> with("a").texts("key"), "a", expected);
    for (Object second : new Object[] {"a", 5}) {
      assertThatThrownBy(() -> with(List.of("a", second)).texts("key"))
          .isInstanceOf(InvalidStrategyConfigException.class)
          .hasMessage(PATH + ".key[1]: " + second + " (expected: text, and each only once)");
    }
  }

  @Test
  void number_isRead_withinItsBounds() {
    assertThat(with(1).number("key", 5, 1, 9)).isEqualTo(1);
    assertThat(with(9.0).number("key", 5, 1, 9)).isEqualTo(9);
    assertThat(with(1.25).number("key", 5, 1, 9)).isEqualTo(1.25);
    assertThat(empty().number("key", 5, 1, 9)).isEqualTo(5);
  }

  @Test
  void number_outsideItsBounds_orNoneAtAll_isRefused() {
    for (Object value :
        new Object[] {0.99, 9.01, Double.NaN, Double.POSITIVE_INFINITY, "2", true}) {
      assertRefused(
          () -> with(value).number("key", 5, 1, 9), value.toString(), "a number from 1.0 to 9.0");
    }
  }

  @Test
  void numbers_areRead_byName() {
    assertThat(with(Map.of("us-east4", 20, "us-central1", 0.5)).numbers("key", 0, 100))
        .containsOnly(Map.entry("us-east4", 20.0), Map.entry("us-central1", 0.5))
        .isUnmodifiable();
  }

  @Test
  void numbers_missing_none_orOutsideTheirBounds_areRefused() {
    String expected = "numbers by name, at least one";
    assertRefused(() -> empty().numbers("key", 0, 9), "nothing", expected);
    assertRefused(() -> with(Map.of()).numbers("key", 0, 9), "{}", expected);
    assertRefused(() -> with(List.of(3)).numbers("key", 0, 9), "[3]", expected);
    for (Object value : new Object[] {-1, 10, "3", Double.NaN}) {
      assertThatThrownBy(() -> with(Map.of("us-east4", value)).numbers("key", 0, 9))
          .isInstanceOf(InvalidStrategyConfigException.class)
          .hasMessage(PATH + ".key.us-east4: " + value + " (expected: a number from 0.0 to 9.0)");
    }
  }

  @Test
  void integer_isRead_withinItsBounds() {
    assertThat(with(1).integer("key", 5, 1, 9)).isEqualTo(1);
    assertThat(with(9L).integer("key", 5, 1, 9)).isEqualTo(9);
    assertThat(empty().integer("key", 5, 1, 9)).isEqualTo(5);
  }

  @Test
  void integer_outsideItsBounds_orNoneAtAll_isRefused() {
    String expected = "a whole number from 1 to 9";
    assertRefused(() -> with(0).integer("key", 5, 1, 9), "0", expected);
    assertRefused(() -> with(10).integer("key", 5, 1, 9), "10", expected);
    assertRefused(() -> with(1L << 32 | 5).integer("key", 5, 1, 9), "4294967301", expected);
    assertRefused(
        () -> with(BigInteger.TWO.pow(80)).integer("key", 5, 1, 9),
        "1208925819614629174706176",
        expected);
    assertRefused(() -> with(2.0).integer("key", 5, 1, 9), "2.0", expected);
    assertRefused(() -> with("2").integer("key", 5, 1, 9), "2", expected);
  }

  @Test
  void fraction_isRead_asANumberOrAPercentage() {
    assertThat(with(0.02).fraction("key", 1)).isEqualTo(0.02);
    assertThat(with(0).fraction("key", 1)).isZero();
    assertThat(with(1).fraction("key", 0)).isEqualTo(1);
    assertThat(with("2%").fraction("key", 1)).isEqualTo(0.02);
    assertThat(with(" 2.5 % ").fraction("key", 1)).isEqualTo(0.025);
    assertThat(with("100%").fraction("key", 0)).isEqualTo(1);
    assertThat(empty().fraction("key", 0.5)).isEqualTo(0.5);
  }

  @Test
  void fraction_outsideZeroToOne_orNoneAtAll_isRefused() {
    String expected = "a fraction from 0 to 1, such as 0.02 or 2%";
    for (Object value : new Object[] {
      -0.1, 1.1, 3, Double.NaN, Double.POSITIVE_INFINITY, "101%", "-1%", "0.5", "%", "x", true
    }) {
      assertRefused(() -> with(value).fraction("key", 1), value.toString(), expected);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0ms, PT0S",
    "50ms, PT0.05S",
    "2s, PT2S",
    "5m, PT5M",
    "1h, PT1H",
    "' 3 s ', PT3S",
    "1000000000ms, PT277H46M40S",
    "8760h, PT8760H",
    "31536000s, PT8760H"
  })
  void duration_isRead_withItsUnit(String text, Duration expected) {
    assertThat(with(text).duration("key", Duration.ofDays(9))).isEqualTo(expected);
  }

  @Test
  void duration_notGiven_isTheDefault() {
    assertThat(empty().duration("key", Duration.ofNanos(7))).isEqualTo(Duration.ofNanos(7));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "50",
        "ms",
        "-5ms",
        "1.5s",
        "5 days",
        "5S",
        "5s5s",
        "",
        "PT5S",
        "8761h",
        "525601m",
        "999999999h",
        "999999999999h",
        "1000000000000ms",
        "99999999999999999999ms"
      })
  void duration_withoutAUnitOrOutOfReason_isRefused(String text) {
    assertRefused(
        () -> with(text).duration("key", Duration.ZERO),
        text,
        "a duration with its unit, such as 50ms, 2s, 5m or 1h, and 8760h at the most");
  }

  @Test
  void duration_ofAnotherType_isRefused() {
    for (Object value : new Object[] {50, 0.5, true, List.of("5s")}) {
      assertThatThrownBy(() -> with(value).duration("key", Duration.ZERO))
          .isInstanceOf(InvalidStrategyConfigException.class)
          .hasMessageStartingWith(PATH + ".key: " + value + " (expected: a duration");
    }
  }

  @Test
  void strategy_isRead_asItsName() {
    assertThat(with("local-first").strategy("key", StrategySpec.of("x")))
        .isEqualTo(StrategySpec.of("local-first"));
    assertThat(empty().strategy("key", StrategySpec.of("x"))).isEqualTo(StrategySpec.of("x"));
  }

  @Test
  void strategy_isRead_withItsOptions_howeverDeep() {
    Map<String, Object> inner = Map.of("weighted", Map.of("us", 3));

    assertThat(with(Map.of("hedged", Map.of("of", inner))).strategy("key", StrategySpec.of("x")))
        .isEqualTo(new StrategySpec("hedged", Map.of("of", inner)));
  }

  @Test
  void strategy_thatIsNone_isRefused() {
    String expected = "a strategy: its name, or name: {options}";
    StrategySpec otherwise = StrategySpec.of("x");
    assertRefused(() -> with(5).strategy("key", otherwise), "5", expected);
    assertRefused(() -> with(Map.of()).strategy("key", otherwise), "{}", expected);
    assertRefused(() -> with(Map.of("a", 5)).strategy("key", otherwise), "{a=5}", expected);
    assertThatThrownBy(() -> with(Map.of("a", Map.of(), "b", Map.of())).strategy("key", otherwise))
        .isInstanceOf(InvalidStrategyConfigException.class)
        .hasMessageEndingWith("(expected: " + expected + ")");
  }

  @Test
  void invalid_namesThePath() {
    assertThat(empty().invalid("key", 5, "an even number"))
        .hasMessage(PATH + ".key: 5 (expected: an even number)");
  }

  @Test
  void optionWithoutAValue_isRefused_withItsPath() {
    assertThatThrownBy(() -> StrategyConfig.of(PATH, Collections.singletonMap("key", null)))
        .isInstanceOf(InvalidStrategyConfigException.class)
        .hasMessage(PATH + ".key: nothing (expected: a value)");
    Map<String, Object> nested = Map.of("weighted", Collections.singletonMap("us", null));
    assertThatThrownBy(() -> StrategyConfig.of(PATH, Map.of("of", nested)))
        .isInstanceOf(InvalidStrategyConfigException.class)
        .hasMessage(PATH + ".of.weighted.us: nothing (expected: a value)");
    assertThatThrownBy(() -> StrategyConfig.of(PATH, Map.of("list", Arrays.asList("a", null))))
        .isInstanceOf(InvalidStrategyConfigException.class)
        .hasMessage(PATH + ".list[1]: nothing (expected: a value)");
  }

  @Test
  void keyThatIsNoText_isRefused_withItsPath() {
    assertThatThrownBy(() -> StrategyConfig.of(PATH, Map.of("weights", Map.of(1, "us"))))
        .isInstanceOf(InvalidStrategyConfigException.class)
        .hasMessage(PATH + ".weights.1: us (expected: text for a key)");
  }

  @Test
  void rejectUnread_passes_whenAllWasRead() {
    StrategyConfig config = with("abc");
    config.text("key", "");
    config.integer("other", 1, 1, 1);

    assertThatCode(config::rejectUnread).doesNotThrowAnyException();
    assertThatCode(empty()::rejectUnread).doesNotThrowAnyException();
  }

  @Test
  void rejectUnread_namesWhatNobodyRead_andWhatThereIs() {
    StrategyConfig config =
        StrategyConfig.of(PATH, Map.of("budgt", 0.1, "delay", "5s", "zone", "a"));
    config.duration("delay", Duration.ZERO);
    config.fraction("budget", 0.02);

    assertThatThrownBy(config::rejectUnread)
        .isInstanceOf(InvalidStrategyConfigException.class)
        .hasMessage(
            PATH + ".budgt, " + PATH + ".zone: unknown option (expected: one of budget, delay)");
  }

  @Test
  void rejectUnread_ofAStrategyWithoutOptions_saysSo() {
    assertThatThrownBy(with(1)::rejectUnread)
        .hasMessage(PATH + ".key: unknown option (expected: no options)");
  }
}

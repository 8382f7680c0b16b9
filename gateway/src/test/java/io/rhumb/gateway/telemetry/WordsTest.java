package io.rhumb.gateway.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.rhumb.engine.Outcome;
import io.rhumb.strategy.AttemptKind;
import io.rhumb.strategy.Availability;
import java.util.Arrays;
import java.util.Locale;
import org.junit.jupiter.api.Test;

final class WordsTest {

  @Test
  void constants_areLowerCaseWithHyphens() {
    Words<Outcome> words = Words.of(Outcome.class);

    assertThat(words.word(Outcome.SUCCESS)).isEqualTo("success");
    assertThat(words.word(Outcome.CONNECTION_LOST)).isEqualTo("connection-lost");
  }

  @Test
  void everyConstant_hasAWordOfItsOwn_thatIsAToken() {
    Words<Outcome> outcomes = Words.of(Outcome.class);
    Words<AttemptKind> kinds = Words.of(AttemptKind.class);
    Words<Availability> availabilities = Words.of(Availability.class);

    assertThat(Arrays.stream(Outcome.values()).map(outcomes::word))
        .doesNotHaveDuplicates()
        .allMatch(word -> word.matches("[a-z]+(-[a-z]+)*"));
    assertThat(Arrays.stream(AttemptKind.values()).map(kinds::word))
        .containsExactly("primary", "failover", "hedge", "probe");
    assertThat(Arrays.stream(Availability.values()).map(availabilities::word))
        .containsExactly("admitted", "probe-only", "cooling", "breaker-open");
  }

  @Test
  void turkishLocale_changesNothing() {
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.forLanguageTag("tr"));
    try {
      assertThat(Words.of(AttemptKind.class).word(AttemptKind.PRIMARY)).isEqualTo("primary");
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void word_isMadeOnce() {
    Words<Outcome> words = Words.of(Outcome.class);

    assertThat(words.word(Outcome.NOT_READY)).isSameAs(words.word(Outcome.NOT_READY));
  }
}

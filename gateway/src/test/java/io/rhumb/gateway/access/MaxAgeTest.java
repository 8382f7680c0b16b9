package io.rhumb.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MaxAgeTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          public, max-age=19800, must-revalidate, no-transform | PT5H30M
          MAX-AGE=3600                                         | PT1H
          max-age="120"                                        | PT2M
          max-age=0                                            | PT1M
          max-age=999999999                                    | PT24H
          s-max-age=7200                                       | PT1H
          max-age=-1                                           | PT1H
          no-store                                             | PT1H
          """)
  void age_isThatOfTheHeader_withinBounds(String header, Duration age) {
    assertThat(MaxAge.of(header)).isEqualTo(age);
  }

  @Test
  void withoutHeader_isStandard() {
    assertThat(MaxAge.of(null)).isEqualTo(MaxAge.STANDARD);
  }
}

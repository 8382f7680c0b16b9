package io.rhumb.gateway.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.rhumb.gateway.packaged.Readme;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The card in the README is one of this suite: the same rows in the same order, and no verdict better than what is asserted. */
class ReadmeCardIT {

  private static final int NUMBER = 0;
  private static final int FAULT = 1;
  private static final int UNARY = 2;
  private static final int STREAMING = 3;

  @Test
  void cardOfTheReadme_hasTheRowsOfTheSuite() throws IOException {
    List<List<String>> card = Readme.read().table(Scorecard.HEAD);
    assertThat(card.stream().map(cells -> cells.subList(NUMBER, FAULT + 1)))
        .containsExactlyElementsOf(FaultTable.rows().stream()
            .map(row -> List.of(row.number(), row.fault()))
            .toList());
  }

  @Test
  void cardOfTheReadme_saysWhatTheSuiteAsserts() throws IOException {
    List<List<String>> card = Readme.read().table(Scorecard.HEAD);
    List<FaultRow> rows = FaultTable.rows();
    for (int i = 0; i < rows.size(); i++) {
      FaultRow row = rows.get(i);
      assertThat(card.get(i).get(UNARY))
          .as(row.number())
          .isIn(row.expected().toString(), Verdict.FAILED.toString());
      assertThat(card.get(i).get(STREAMING)).isEqualTo(row.streaming().toString());
    }
  }
}

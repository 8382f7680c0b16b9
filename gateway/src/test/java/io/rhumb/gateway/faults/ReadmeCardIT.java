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
      assertVerdict(card.get(i).get(Scorecard.UNARY), new Run(rows.get(i), Mode.UNARY));
      assertVerdict(card.get(i).get(Scorecard.STREAMING), new Run(rows.get(i), Mode.STREAM));
    }
  }

  private static void assertVerdict(String cell, Run run) {
    assertThat(cell).as(run.toString()).isIn(run.expected().toString(), Verdict.FAILED.toString());
  }
}

package io.rhumb.gateway.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every row of the table in both modes, in the short form; {@code -Dfaults=full} asks for the full one, {@code -Drows=6,17b} for some rows. The card is
 * printed, and written to {@code target/scorecard.md}.
 */
@Tag("alone")
class FaultSuiteIT {

  @TempDir
  private static Path folder;

  private static List<Run> runs;
  private static FaultSuite suite;

  @BeforeAll
  static void start() throws IOException {
    runs = Run.of(rows(System.getProperty("rows", "")));
    suite = new FaultSuite(Form.ofProperty(), folder, runs);
  }

  private static List<FaultRow> rows(String chosen) {
    if (chosen.isEmpty()) {
      return FaultTable.rows();
    }
    List<String> numbers = FaultTable.rows().stream().map(FaultRow::number).toList();
    List<String> wanted = List.of(chosen.split(","));
    assertThat(numbers).as("rows that there are").containsAll(wanted);
    return FaultTable.rows().stream()
        .filter(row -> wanted.contains(row.number()))
        .toList();
  }

  @AfterAll
  static void showCard() throws Exception {
    if (suite == null) {
      return;
    }
    if (Form.ofProperty() == Form.SHORT) {
      System.out.println("short form: what lasts for minutes is cut to seconds");
    }
    System.out.println(suite.card().plain());
    Files.writeString(Path.of("target", "scorecard.md"), suite.card().markdown());
    suite.close();
  }

  @TestFactory
  Stream<DynamicTest> fault() {
    return runs.stream().map(run -> dynamicTest(run.toString(), () -> isSurvived(run)));
  }

  private static void isSurvived(Run run) throws Exception {
    Reading reading = suite.play(run);
    // The full form takes long enough for somebody to wonder.
    System.out.println(run + ": " + reading.verdict());
    if (reading.verdict() == Verdict.PENDING) {
      abort(run + ": pending");
    }
    assertThat(reading.failed()).as(reading.note()).isFalse();
  }
}

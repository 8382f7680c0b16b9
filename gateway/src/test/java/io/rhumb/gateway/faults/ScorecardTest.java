package io.rhumb.gateway.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ScorecardTest {

  private static final FaultRow ROW = new EndMarker();
  private static final Run UNARY = new Run(ROW, Mode.UNARY);
  private static final Run STREAM = new Run(ROW, Mode.STREAM);

  private static Reading reading(Verdict verdict, long reached, Long... millis) {
    List<Long> nanos = Stream.of(millis).map(each -> each * 1_000_000).toList();
    return new Reading(verdict, reached, millis.length, nanos, "");
  }

  private static String line(Run run, Reading reading) {
    Scorecard card = new Scorecard();
    card.add(run, reading);
    return line(card);
  }

  private static String line(Scorecard card) {
    return card.markdown().lines().skip(2).findFirst().orElse("");
  }

  @Test
  void reading_showsMedianAndWorst() {
    assertThat(line(UNARY, reading(Verdict.PASS, 2, 30L, 1L, 20L)))
        .isEqualTo(
            "| 11 | stream without its end marker | pass | 2 of 3 | 20 ms | 30 ms | – | – | – | – |");
  }

  @Test
  void bothModes_areOneRow() {
    Scorecard card = new Scorecard();
    card.add(UNARY, Reading.unmeasured(Verdict.PENDING));
    card.add(STREAM, reading(Verdict.HONEST, 2, 30L, 1L, 20L));
    assertThat(line(card))
        .isEqualTo(
            "| 11 | stream without its end marker | pending | – | – | – | honest | 2 of 3 | 20 ms | 30 ms |");
    assertThat(card.markdown().lines()).hasSize(3);
  }

  @Test
  void twoReadings_areOneLongerRun_withTheWorseVerdict() {
    Reading both = reading(Verdict.PASS, 1, 1L, 2L).and(reading(Verdict.FAILED, 2, 3L, 40L, 50L));
    assertThat(line(UNARY, both)).contains("| FAILED | 3 of 5 | 3.0 ms | 50 ms |");
    assertThat(both.failed()).isTrue();
    assertThat(reading(Verdict.FAILED, 1, 1L).and(reading(Verdict.PASS, 1, 1L)).failed())
        .isTrue();
  }

  @Test
  void uncountedAndCounted_isWhatWasCounted() {
    assertThat(line(UNARY, reading(Verdict.PASS, -1, 5L).and(reading(Verdict.PASS, 3, 5L))))
        .contains("| 3 of 2 |");
    assertThat(line(UNARY, reading(Verdict.PASS, 3, 5L).and(reading(Verdict.PASS, -1, 5L))))
        .contains("| 3 of 2 |");
  }

  @Test
  void failure_saysWhy_andInWhichMode() {
    Scorecard card = new Scorecard();
    card.add(STREAM, new Reading(Verdict.FAILED, -1, 0, List.of(), "too late"));
    assertThat(card.markdown()).endsWith("\n- 11, stream: too late\n");
    assertThat(card.plain()).endsWith("11, stream: too late\n");
  }

  @Test
  void plain_hasColumns() {
    Scorecard card = new Scorecard();
    card.add(UNARY, reading(Verdict.PASS, 2, 30L, 1L));
    card.add(STREAM, reading(Verdict.HONEST, 2, 30L, 1L));
    String[] lines = card.plain().split("\n", -1);
    assertThat(lines[1].indexOf("pass")).isEqualTo(lines[0].indexOf("unary"));
    assertThat(lines[1].indexOf("honest")).isEqualTo(lines[0].indexOf("streaming"));
    assertThat(lines[1]).hasSameSizeAs(lines[0]);
  }
}

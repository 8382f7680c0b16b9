package io.rhumb.rehearsal.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.rhumb.rehearsal.act.Act;
import io.rhumb.rehearsal.act.Acts;
import io.rhumb.rehearsal.act.Course;
import io.rhumb.rehearsal.act.Criterion;
import io.rhumb.rehearsal.act.Told;
import io.rhumb.rehearsal.act.Verdict;
import io.rhumb.rehearsal.stage.Region;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

final class ReportTest {

  private final Act act = Acts.named(List.of("vertex-out")).get(0);
  private Duration unrest = Duration.ofMillis(100);
  private final Course course = Told.course(
      Told.answered(1, 10, Region.CENTRAL), Told.answered(12, 40, Region.EAST), Told.failed(13, 5));

  @Test
  void plot_isXml_withACrossForTheError() throws Exception {
    String svg = Plot.of(verdict(true));
    Document document = DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));

    NodeList dots = document.getElementsByTagName("circle");
    // Five in the legend.
    assertThat(dots.getLength()).isEqualTo(5 + 2);
    assertThat(svg.split("class=\"error\"", -1)).hasSize(1 + 2 * 2);
  }

  @Test
  void text_notMet_failed() {
    assertThat(VerdictText.of(verdict(false)))
        .startsWith("FAILED vertex-out: ")
        .contains("\n  NOT MET something: this (expected: that)\n")
        .containsPattern("\n  during +2 +1 +40 +40 +40 +none 1, us-east4 1\n");
  }

  @Test
  void text_notMetOnABusyMachine_inconclusive() {
    unrest = Duration.ofMillis(101);

    assertThat(VerdictText.of(verdict(false))).startsWith("INCONCLUSIVE vertex-out: ");
    assertThat(VerdictText.of(verdict(true))).startsWith("PASSED vertex-out: ");
  }

  @Test
  void text_requestsWithoutAnAnswer_haveNoExcuse() {
    unrest = Duration.ofMillis(101);
    Criterion unanswered = new Criterion("errors", "1", "none", false, false);

    assertThat(VerdictText.of(new Verdict(act, course, List.of(unanswered), unrest)))
        .startsWith("FAILED vertex-out: ");
  }

  @Test
  void text_met_passed() {
    assertThat(VerdictText.of(verdict(true))).startsWith("PASSED vertex-out: ");
  }

  @Test
  void markdown_summary() {
    assertThat(MarkdownReport.text("a wire", List.of(verdict(false))))
        .contains("| vertex-out | **failed** | 3 | 1 | 10, 40, - |")
        .contains("![latency over time](vertex-out.svg)")
        .contains("- **not met**: something: this (expected: that)");
  }

  @Test
  void csv_secondsCountFromTheStrike() {
    assertThat(Csv.of(course).lines())
        .containsExactly(
            "seconds,region,client,millis,target,gateway,problem",
            "-9.000,us-central1,load,10.0,us-central1,us-central1,\"\"",
            "2.000,us-central1,load,40.0,us-east4,us-east4,\"\"",
            "3.000,us-central1,load,5.0,none,,\"status 503\"");
  }

  private Verdict verdict(boolean met) {
    return new Verdict(
        act, course, List.of(new Criterion("something", "this", "that", met)), unrest);
  }
}

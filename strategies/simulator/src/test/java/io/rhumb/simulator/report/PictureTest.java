package io.rhumb.simulator.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.rhumb.simulator.scenario.Incident;
import io.rhumb.simulator.scenario.ScenarioSuite;
import java.io.StringReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

final class PictureTest {

  @Test
  void picture_isWellFormedAndHoldsTheNumbers() throws Exception {
    Document svg = parse(Picture.svg(List.of(report("mine", Results.run(1, 100)))));

    assertThat(svg.getDocumentElement().getTagName()).isEqualTo("svg");
    assertThat(texts(svg))
        .contains("brown-out", "Incident: us-central1: 6 times slower, from 90 s to 210 s")
        .contains("mine", "99.00 %", "10.0", "200.0", "3000.0", "1.0 %")
        .contains(
            "us-central1", "us-east1", "p50", "p99", "p99.9", "time, seconds", "100 %", "Seed 1");
  }

  @Test
  void areas_areAsHighAsTheShares() throws Exception {
    Document svg = parse(Picture.svg(List.of(report("mine", Results.run(1, 100)))));

    // Drawn from the last region on: the whole of 120 pixels, then without the second.
    List<String> paths =
        attributes(svg, "path", "d").stream().filter(path -> path.endsWith("Z")).toList();
    assertThat(paths).hasSize(2);
    assertThat(heights(paths.get(0))).startsWith(120.0, 120.0).endsWith(120.0, 0.0, 0.0);
    assertThat(heights(paths.get(1))).startsWith(120.0, 120.0).endsWith(30.0, 0.0, 0.0);
  }

  @Test
  void names_areEscaped() throws Exception {
    String name = "a<b & \"c\"\u0007";
    Document svg = parse(Picture.svg(List.of(report(name, Results.run(1, 100)))));

    assertThat(texts(svg)).contains("a<b & \"c\"?");
  }

  @Test
  void runWithoutAnswers_isDrawnWithoutMarks() throws Exception {
    Document svg = parse(Picture.svg(List.of(report("mine", Results.without(1)))));

    assertThat(texts(svg)).contains("0.00 %", "-");
    // The legend's.
    assertThat(attributes(svg, "circle", "class")).containsExactly("p50");
  }

  @Test
  void severalSeeds_areDrawnWithTheirRange() throws Exception {
    StrategyReport two =
        new StrategyReport("mine", false, List.of(Results.run(1, 100), Results.slower(2)));
    Document svg = parse(Picture.svg(
        List.of(new ScenarioReport(ScenarioSuite.byName("quota"), "oracle", List.of(two)))));

    assertThat(texts(svg)).contains("Mean of 2 seeds, from 1 on", "15.0");
    assertThat(attributes(svg, "line", "class")).contains("range p50").doesNotContain("range p99");
  }

  @Test
  void flappingIncident_isHatchedOnlyWhileItIsOn() {
    Duration end = Duration.ofMinutes(5);
    Incident flapping = ScenarioSuite.byName("flapping").incidents().get(0);

    // Eight seconds on, eight off, for two minutes.
    assertThat(Phase.of(flapping, end))
        .hasSize(8)
        .startsWith(new Phase(Duration.ofSeconds(90), Duration.ofSeconds(98)))
        .endsWith(new Phase(Duration.ofSeconds(202), Duration.ofSeconds(210)));
    assertThat(Phase.of(flapping, Duration.ofSeconds(95)))
        .containsExactly(new Phase(Duration.ofSeconds(90), Duration.ofSeconds(95)));
  }

  private static ScenarioReport report(String name, RunResult run) {
    return new ScenarioReport(
        ScenarioSuite.byName("brown-out"),
        "oracle",
        List.of(new StrategyReport(name, false, List.of(run))));
  }

  /** How high each step is, and the end at the bottom. */
  private static List<Double> heights(String path) {
    double bottom = Double.parseDouble(path.replaceAll("^M\\S+ ([\\d.]+).*", "$1"));
    List<Double> heights = new ArrayList<>();
    for (String step : path.split("V")) {
      if (!step.startsWith("M")) {
        double at = Double.parseDouble(step.replaceAll("[HZ].*", ""));
        heights.add(Math.round(10 * (bottom - at)) / 10.0);
      }
    }
    return heights;
  }

  private static List<String> texts(Document svg) {
    List<String> texts = new ArrayList<>();
    NodeList nodes = svg.getElementsByTagName("text");
    for (int i = 0; i < nodes.getLength(); i++) {
      texts.add(nodes.item(i).getTextContent());
    }
    return texts;
  }

  private static List<String> attributes(Document svg, String element, String attribute) {
    List<String> values = new ArrayList<>();
    NodeList nodes = svg.getElementsByTagName(element);
    for (int i = 0; i < nodes.getLength(); i++) {
      values.add(((Element) nodes.item(i)).getAttribute(attribute));
    }
    return values;
  }

  private static Document parse(String svg) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(svg)));
  }
}

package io.rhumb.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.rhumb.gateway.PromQl.Matching;
import io.rhumb.gateway.PromQl.Selector;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** The dashboard and the alert rules ask for what there is: {@link MetricsPageTest} holds the page against a gateway. */
final class MonitoringTest {

  /** What Prometheus adds to each series that it scrapes. */
  private static final Set<String> OF_THE_SCRAPE = Set.of("instance", "job");

  private static final Pattern TEMPLATE_LABEL = Pattern.compile("\\$labels\\.(\\w+)");
  private static final Pattern LEGEND_LABEL = Pattern.compile("\\{\\{(\\w+)}}");
  private static final Pattern LABEL_VALUES = Pattern.compile("label_values\\((\\w+), (\\w+)\\)");
  private static final Pattern METRIC_IN_TEXT = Pattern.compile("\\b(?:rhumb|jvm|process)_\\w+");

  private final Map<String, MetricRow> page = MetricRow.page();

  @Test
  void alertRules_askForWhatThereIs_andSayWhatToDo() throws IOException {
    List<Map<String, Object>> rules = rules();
    assertThat(rules).hasSizeBetween(5, 15);
    assertThat(rules).extracting(rule -> rule.get("alert")).doesNotHaveDuplicates();
    for (Map<String, Object> rule : rules) {
      PromQl asked = check(text(rule, "expr"));
      assertThat(rule).as(text(rule, "alert")).containsKey("for");
      assertThat(map(rule, "labels").get("severity")).isIn("page", "ticket");
      Map<String, Object> annotations = map(rule, "annotations");
      for (String annotation : List.of("summary", "description", "runbook")) {
        assertThat(text(annotations, annotation)).as(annotation).isNotBlank();
        labels(TEMPLATE_LABEL, text(annotations, annotation))
            .forEach(
                label -> assertThat(survivors(asked)).as(text(rule, "alert")).contains(label));
        names(text(annotations, annotation))
            .forEach(name -> assertThat(page).containsKey(family(name)));
      }
    }
  }

  @Test
  void everySeverity_isThere_andTheSymptomsWakeSomebody() throws IOException {
    assertThat(rules())
        .filteredOn(rule -> "page".equals(map(rule, "labels").get("severity")))
        .extracting(rule -> rule.get("alert"))
        .contains("RhumbRequestsFail", "RhumbNoTarget")
        .hasSizeLessThanOrEqualTo(6);
  }

  @Test
  void dashboard_asksForWhatThereIs() throws IOException {
    List<JsonObject> panels = panels();
    List<String> expressions = new ArrayList<>();
    for (JsonObject panel : panels) {
      for (JsonObject target : objects(panel.getJsonArray("targets", new JsonArray()))) {
        PromQl asked = check(target.getString("expr"));
        expressions.add(target.getString("expr"));
        labels(LEGEND_LABEL, target.getString("legendFormat"))
            .forEach(label -> assertThat(survivors(asked))
                .as(panel.getString("title") + ": " + label)
                .contains(label));
      }
    }
    assertThat(expressions).hasSizeGreaterThan(30);
    JsonObject annotation =
        dashboard().getJsonObject("annotations").getJsonArray("list").getJsonObject(0);
    check(annotation.getString("expr"));
  }

  @Test
  void dashboard_canBeImported() throws IOException {
    List<JsonObject> variables =
        objects(dashboard().getJsonObject("templating").getJsonArray("list"));
    assertThat(variables)
        .extracting(variable -> variable.getString("name"))
        .containsExactly("datasource", "model", "instance");
    for (JsonObject variable : variables) {
      Matcher query = LABEL_VALUES.matcher(variable.getString("definition", ""));
      if (query.matches()) {
        assertThat(page).containsKey(query.group(1));
        assertThat(known(query.group(1))).contains(query.group(2));
      }
    }
    assertThat(panels()).extracting(panel -> panel.getInteger("id")).doesNotHaveDuplicates();
    for (JsonObject panel : panels()) {
      if (!panel.getString("type").equals("row")) {
        assertThat(panel.getJsonObject("datasource").getString("uid")).isEqualTo("${datasource}");
        assertThat(panel.getJsonArray("targets")).as(panel.getString("title")).isNotEmpty();
      }
    }
    assertThat(panels())
        .filteredOn(panel -> panel.getString("type").equals("row"))
        .extracting(panel -> panel.getString("title"))
        .containsExactly(
            "Traffic",
            "Errors",
            "Latency",
            "Attempts, hedges, failovers",
            "Targets",
            "Budgets and limits",
            "Configuration, credentials, strategies",
            "Process");
  }

  @Test
  void metricThatIsNotThere_isNoticed() {
    PromQl asked = PromQl.parse(
        "sum by (model, le) (rate(no_such_thing_bucket{a=~\"x|y\", b!=\"\"}[5m])) / on (c) other > 0.02");
    assertThat(asked.selectors())
        .containsExactly(
            new Selector(
                "no_such_thing_bucket",
                List.of(new Matching("a", "=~", "x|y"), new Matching("b", "!=", ""))),
            new Selector("other", List.of()));
    assertThat(asked.grouped()).containsExactly("model", "le", "c");
  }

  /** That each metric is there, with those labels, and these values. */
  private PromQl check(String expression) {
    PromQl asked = PromQl.parse(expression);
    assertThat(asked.selectors()).as(expression).isNotEmpty();
    Set<String> any = new HashSet<>();
    for (Selector selector : asked.selectors()) {
      String family = family(selector.metric());
      assertThat(page).as(expression).containsKey(family);
      Set<String> known = known(selector.metric());
      any.addAll(known);
      for (Matching matching : selector.matchers()) {
        assertThat(known).as(expression).contains(matching.label());
        checkValue(expression, page.get(family).labels().get(matching.label()), matching);
      }
    }
    assertThat(any).as(expression).containsAll(asked.grouped());
    return asked;
  }

  private static void checkValue(String expression, List<String> values, Matching matching) {
    boolean open = values == null || values.isEmpty() || matching.value().startsWith("$");
    if (!open) {
      String[] wanted = matching.operator().endsWith("~")
          ? matching.value().split("\\|", -1)
          : new String[] {matching.value()};
      assertThat(values).as(expression).contains(wanted);
    }
  }

  /** The labels that a result can have: those by which it is grouped, or all. */
  private Set<String> survivors(PromQl asked) {
    Set<String> labels = new TreeSet<>(asked.grouped());
    if (labels.isEmpty()) {
      asked.selectors().forEach(selector -> labels.addAll(known(selector.metric())));
    }
    return labels;
  }

  private Set<String> known(String metric) {
    Set<String> labels = new TreeSet<>(OF_THE_SCRAPE);
    labels.addAll(page.get(family(metric)).labels().keySet());
    if (metric.endsWith("_bucket")) {
      labels.add("le");
    }
    return labels;
  }

  private String family(String metric) {
    String family = Exported.family(metric, page.keySet());
    boolean sample = !family.equals(metric);
    return sample && page.containsKey(family) && !page.get(family).type().equals("histogram")
        ? metric
        : family;
  }

  private static Set<String> names(String text) {
    Set<String> names = new TreeSet<>();
    Matcher name = METRIC_IN_TEXT.matcher(text);
    while (name.find()) {
      names.add(name.group());
    }
    return names;
  }

  private static List<String> labels(Pattern pattern, String text) {
    List<String> labels = new ArrayList<>();
    Matcher label = pattern.matcher(text);
    while (label.find()) {
      labels.add(label.group(1));
    }
    return labels;
  }

  private static List<Map<String, Object>> rules() throws IOException {
    Map<String, Object> file =
        new Yaml().load(Files.readString(MetricRow.FOLDER.resolve("alerts.yaml")));
    return maps(file, "groups").stream()
        .flatMap(group -> maps(group, "rules").stream())
        .toList();
  }

  private static JsonObject dashboard() throws IOException {
    return new JsonObject(Files.readString(MetricRow.FOLDER.resolve("dashboard.json")));
  }

  private static List<JsonObject> panels() throws IOException {
    return objects(dashboard().getJsonArray("panels"));
  }

  private static List<JsonObject> objects(JsonArray array) {
    return array.stream().map(JsonObject.class::cast).toList();
  }

  private static String text(Map<String, Object> map, String key) {
    return String.valueOf(map.get(key));
  }

  @SuppressWarnings("unchecked") // What YAML makes of a map.
  private static Map<String, Object> map(Map<String, Object> map, String key) {
    return (Map<String, Object>) map.get(key);
  }

  @SuppressWarnings("unchecked") // What YAML makes of a list of maps.
  private static List<Map<String, Object>> maps(Map<String, Object> map, String key) {
    return (List<Map<String, Object>>) map.get(key);
  }
}

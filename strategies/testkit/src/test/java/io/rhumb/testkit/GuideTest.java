package io.rhumb.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.rhumb.engine.ShadowListener;
import io.rhumb.engine.ShadowProvider;
import io.rhumb.engine.StrategyCatalog;
import io.rhumb.engine.StrategyEnvironment;
import io.rhumb.strategy.RoutingStrategyProvider;
import io.rhumb.strategy.StrategyConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.Yaml;

/** What the guide tells a team to write is written, compiled, tested and configured. */
final class GuideTest {

  private static final Path GUIDE = Path.of("../GUIDE.md");
  private static final Pattern CLASS = Pattern.compile("(?m)^(?:public )?final class (\\w+)");
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#\\s]+)[^)]*\\)");
  private static final StrategyEnvironment ENVIRONMENT =
      new StrategyEnvironment(() -> 0, new Random(1), "us-central1");

  @Test
  void javaBlocks_areAProjectThatPassesItsTests(@TempDir Path folder) throws Exception {
    try (Project project = project(folder)) {
      Trial trial = project.test();

      assertThat(trial.failures()).isEmpty();
      assertThat(trial.passed())
          .contains(
              "provider_isFound",
              "deadTarget_losesItsShare_andRegainsIt",
              "localTarget_hasAHeadStart");
    }
  }

  @Test
  void yamlBlocks_areAccepted(@TempDir Path folder) throws Exception {
    List<String> blocks = blocks("yaml");
    assertThat(blocks).hasSize(3);
    try (Project project = project(folder)) {
      RoutingStrategyProvider provider = (RoutingStrategyProvider)
          project.load(blocks("text").get(0).strip()).getConstructor().newInstance();
      StrategyCatalog catalog = StrategyCatalog.ofLoader(GuideTest.class.getClassLoader())
          .with(List.of(provider, new ShadowProvider(ShadowListener.NONE)));

      blocks.forEach(block -> create(catalog, new Yaml().load(block)));
    }
  }

  @Test
  void links_leadSomewhere() throws IOException {
    Matcher link = LINK.matcher(Files.readString(GUIDE));
    int links = 0;
    while (link.find()) {
      assertThat(GUIDE.resolveSibling(link.group(1))).exists();
      links++;
    }
    assertThat(links).isGreaterThan(3);
  }

  /** Creates every strategy that a configuration names. */
  private static void create(StrategyCatalog catalog, Map<String, Object> config) {
    Map<?, ?> models = (Map<?, ?>) config.get("models");
    for (Object model : models.values()) {
      Map<?, ?> keys = (Map<?, ?>) model;
      create(catalog, "strategy", keys.get("strategy"));
      Map<?, ?> choices = (Map<?, ?>) keys.get("strategy-choices");
      if (choices != null) {
        choices.forEach((name, spec) -> create(catalog, name.toString(), spec));
      }
    }
  }

  private static void create(StrategyCatalog catalog, String path, Object spec) {
    StrategyConfig config = StrategyConfig.of("guide", Map.of(path, spec));
    catalog.create(path, config.strategy(path), ENVIRONMENT).close();
  }

  private static Project project(Path folder) throws IOException {
    Path sources = Files.createDirectories(folder.resolve("sources"));
    Path services = Files.createDirectories(folder.resolve("classes/META-INF/services"));
    for (String block : blocks("java")) {
      Matcher name = CLASS.matcher(block);
      assertThat(name.find()).isTrue();
      Files.writeString(sources.resolve(name.group(1) + ".java"), block);
    }
    Files.writeString(
        services.resolve(RoutingStrategyProvider.class.getName()),
        blocks("text").get(0));
    return Project.compile(
        sources, folder.resolve("classes"), System.getProperty("java.class.path"));
  }

  private static List<String> blocks(String language) throws IOException {
    return Pattern.compile("(?ms)^```" + language + "\\n(.*?)^```$")
        .matcher(Files.readString(GUIDE))
        .results()
        .map(block -> block.group(1))
        .toList();
  }
}

package io.rhumb.gateway.config;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Reads the text of a configuration: YAML, of which {@code conf/gateway.yaml} shows every key. Looks at the files that the text names,
 * so it must not run on an event loop.
 */
public final class ConfigFile {

  private static final String EMPTY =
      "empty (expected: a map with at least the key " + Keys.MODELS.name() + ")";

  /** Of a file that may have been cut off, as on a full disk: what it held must not go unasked. */
  private static final String BLANK = "empty (expected: a map; a comment where nothing is meant)";

  private ConfigFile() {}

  /**
   * Reads what was fetched.
   *
   * @param content one text, or several that are merged
   * @param environment the environment variables
   * @return the configuration
   * @throws InvalidConfigException with every problem
   */
  public static GatewayConfig parse(ConfigContent content, Map<String, String> environment) {
    Problems problems = problemsOf(content);
    ReadContext context = new ReadContext(content.directory(), environment, problems);
    Optional<ConfigNode> tree = tree(content, problems);
    return context.finish(content.name(), tree.flatMap(new GatewayReader(context)::read));
  }

  /**
   * As {@link #parse(ConfigContent, Map)}, and has it checked further: what that finds is told with its line too.
   *
   * @param overrides what goes before what is read
   */
  public static GatewayConfig parse(
      ConfigContent content,
      Map<String, String> environment,
      UnaryOperator<GatewayConfig> overrides,
      ConfigCheck further) {
    GatewayConfig config = overrides.apply(parse(content, environment));
    Problems problems = problemsOf(content);
    tree(content, problems).ifPresent(tree -> further
        .problems(config)
        .forEach(problem -> problems.add(Places.line(tree, problem), "", problem)));
    problems.throwIfAny(content.name());
    return config;
  }

  private static Problems problemsOf(ConfigContent content) {
    return new Problems(
        content.documents().stream().map(ConfigContent.Document::name).toList());
  }

  /** Every document, merged. One of comments alone is a problem where the models are in none of the others. */
  private static Optional<ConfigNode> tree(ConfigContent content, Problems problems) {
    List<ConfigNode> trees = new ArrayList<>();
    List<Integer> empty = new ArrayList<>();
    for (int i = 0; i < content.documents().size(); i++) {
      int linesBefore = i * Problems.LINES_OF_A_FILE;
      ConfigContent.Document document = content.documents().get(i);
      if (document.isBlank() && content.documents().size() > 1) {
        problems.add(linesBefore, "", BLANK);
      } else {
        tree(document, linesBefore, problems)
            .ifPresentOrElse(trees::add, () -> empty.add(linesBefore));
      }
    }
    problems.throwIfAny(content.name());
    Optional<ConfigNode> merged = new Merge(problems).of(trees);
    if (!(merged.orElse(null) instanceof ConfigNode.Entries map
        && map.entries().containsKey(Keys.MODELS.name()))) {
      empty.forEach(line -> problems.add(line, "", EMPTY));
    }
    return merged;
  }

  /**
   * Reads a text. Paths in it are relative to the working directory.
   *
   * @param sourceName what stands for a file in messages
   * @param yamlText the text
   * @param environment the environment variables
   * @return the configuration
   * @throws InvalidConfigException with every problem
   */
  public static GatewayConfig parse(
      String sourceName, String yamlText, Map<String, String> environment) {
    return parse(
        ConfigContent.of(sourceName, Path.of(""), yamlText.getBytes(StandardCharsets.UTF_8)),
        environment);
  }

  private static Optional<ConfigNode> tree(
      ConfigContent.Document document, int linesBefore, Problems problems) {
    return Utf8.decode(document.bytes(), linesBefore, problems)
        .flatMap(text -> new YamlDocument(problems, linesBefore).parse(text));
  }
}

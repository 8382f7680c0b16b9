package io.rhumb.gateway.config;

import io.rhumb.strategy.StrategySpec;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Strategies on one line, separated by commas: {@code local-first, hedged: {of: latency-weighted, budget: 5%}}. Each reads as in a
 * configuration.
 */
public final class StrategyList {

  private StrategyList() {}

  /**
   * Reads the line. Whether there are such strategies, the strategies know.
   *
   * @return in that order, each once
   * @throws IllegalArgumentException if it is no such line; the message is one line
   */
  public static List<StrategySpec> read(String text) {
    Problems problems = new Problems();
    // YAML knows by itself which commas separate: the line is what stands inside of a list.
    List<StrategySpec> specs = new YamlDocument(problems)
        .parse("[" + text + "]").stream()
            .flatMap(node -> specs(node, problems))
            .distinct()
            .toList();
    try {
      problems.throwIfAny("strategy");
    } catch (InvalidConfigException invalid) {
      throw new IllegalArgumentException(message(text, invalid), invalid);
    }
    return specs;
  }

  private static Stream<StrategySpec> specs(ConfigNode node, Problems problems) {
    StrategyReader reader = new StrategyReader(problems);
    return ((ConfigNode.Items) node).items().stream().map(reader::read);
  }

  /** Lines and columns are of no use to who typed it. */
  private static String message(String text, InvalidConfigException invalid) {
    return invalid.problems().stream()
        .map(problem -> problem.replaceFirst("^line \\d+: (column \\d+: )?", ""))
        .map(problem -> problem.startsWith("[")
            ? "strategy" + problem
            : "strategy: " + text
                + " (expected: a list such as local-first, hedged: {of: local-first}; " + problem
                + ")")
        .collect(Collectors.joining("; "));
  }
}

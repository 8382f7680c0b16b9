package io.rhumb.gateway.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * SnakeYAML's nodes to our own, with paths. Aliases are followed; since a few lines of them can stand for billions of
 * nodes, or for themselves, both depth and number are bounded.
 */
final class YamlTree {

  private static final int MOST_NODES = 20_000;
  private static final int MOST_LEVELS = 32;

  private final Problems problems;
  private final int linesBefore;
  private int nodes;
  private boolean tooLarge;

  /**
   * A tree about to be built.
   *
   * @param linesBefore those of the documents before this one
   */
  YamlTree(Problems problems, int linesBefore) {
    this.problems = problems;
    this.linesBefore = linesBefore;
  }

  /** The tree; empty, with a problem, if it is too large. */
  Optional<ConfigNode> build(Node root) {
    ConfigNode tree = node(root, "", line(root), 0);
    return tooLarge ? Optional.empty() : Optional.of(tree);
  }

  private ConfigNode node(Node node, String path, int line, int level) {
    refuseTag(node, path, line);
    if (node instanceof MappingNode map && admitted(line, level)) {
      return entries(map, path, line, level);
    }
    if (node instanceof SequenceNode list && admitted(line, level)) {
      return items(list, path, line, level);
    }
    if (node instanceof ScalarNode scalar) {
      nodes++;
      return new ConfigNode.Scalar(path, line, scalar.getValue(), !scalar.isPlain());
    }
    return new ConfigNode.Scalar(path, line, "", false);
  }

  private ConfigNode.Entries entries(MappingNode map, String path, int line, int level) {
    Map<String, ConfigNode> entries = new LinkedHashMap<>();
    ConfigNode.Entries empty = new ConfigNode.Entries(path, line, Map.of());
    for (NodeTuple tuple : map.getValue()) {
      int at = line(tuple.getKeyNode());
      if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
        problems.add(at, path, "a list or map as a key (expected: text)");
        continue;
      }
      String child = empty.pathOf(key.getValue());
      refuseTag(key, child, at);
      ConfigNode first =
          entries.putIfAbsent(key.getValue(), node(tuple.getValueNode(), child, at, level + 1));
      if (first != null) {
        problems.add(at, child, "duplicate key (first on " + problems.place(first.line()) + ")");
      }
    }
    return new ConfigNode.Entries(path, line, entries);
  }

  private ConfigNode.Items items(SequenceNode list, String path, int line, int level) {
    List<ConfigNode> items = new ArrayList<>();
    for (Node item : list.getValue()) {
      items.add(node(item, path + "[" + items.size() + "]", line(item), level + 1));
    }
    return new ConfigNode.Items(path, line, items);
  }

  private boolean admitted(int line, int level) {
    if (!tooLarge && (level > MOST_LEVELS || ++nodes > MOST_NODES)) {
      tooLarge = true;
      problems.add(
          line,
          "",
          "too large (expected: at most " + MOST_LEVELS + " levels and " + MOST_NODES
              + " values, aliases followed)");
    }
    return !tooLarge;
  }

  private void refuseTag(Node node, String path, int line) {
    if (!node.getTag().equals(YamlDocument.UNTAGGED)) {
      problems.add(line, path, "tag " + node.getTag().getValue() + " (expected: none)");
    }
  }

  private int line(Node node) {
    return linesBefore + node.getStartMark().getLine() + 1;
  }
}

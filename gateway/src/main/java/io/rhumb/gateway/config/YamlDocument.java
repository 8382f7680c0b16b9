package io.rhumb.gateway.config;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeId;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.ReaderException;
import org.yaml.snakeyaml.reader.StreamReader;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * Text to tree. Takes SnakeYAML for the syntax only: its typing is that of YAML 1.1, and its constructors lose the
 * lines.
 */
final class YamlDocument {

  /** What a node without a tag of its own gets, which tells it from one that has one. */
  static final Tag UNTAGGED = new Tag("rhumb:untagged");

  /** A configuration is some kilobytes. */
  private static final int MOST_CHARACTERS = 1 << 20;

  private final Problems problems;
  private final int linesBefore;

  YamlDocument(Problems problems) {
    this(problems, 0);
  }

  /**
   * A document.
   *
   * @param linesBefore those of the documents before it
   */
  YamlDocument(Problems problems, int linesBefore) {
    this.problems = problems;
    this.linesBefore = linesBefore;
  }

  /** The tree; empty, with a problem, if the text is not one YAML document, and without one if there is nothing in it. */
  Optional<ConfigNode> parse(String text) {
    if (text.length() > MOST_CHARACTERS) {
      problems.add(
          linesBefore,
          "",
          text.length() + " characters (expected: at most " + MOST_CHARACTERS + ")");
      return Optional.empty();
    }
    try {
      Node root = compose(text.startsWith("\uFEFF") ? text.substring(1) : text);
      return Optional.ofNullable(root).flatMap(new YamlTree(problems, linesBefore)::build);
    } catch (MarkedYAMLException e) {
      malformed(e);
    } catch (ReaderException e) {
      unprintable(e, text);
    } catch (YAMLException e) {
      problems.add(linesBefore, "", "not YAML: " + e.getMessage());
    } catch (NumberFormatException e) {
      // SnakeYAML 2 reads the numbers of that directive as ints, and lets what is thrown out.
      problems.add(linesBefore, "", "not YAML: a %YAML directive whose version is no number");
    }
    return Optional.empty();
  }

  private static @Nullable Node compose(String text) {
    LoaderOptions options = new LoaderOptions();
    return new Composer(new ParserImpl(new StreamReader(text), options), new Untyped(), options)
        .getSingleNode();
  }

  private void malformed(MarkedYAMLException e) {
    Mark mark = e.getProblemMark() == null ? e.getContextMark() : e.getProblemMark();
    String what = e.getContext() == null ? e.getProblem() : e.getContext() + ", " + e.getProblem();
    if (mark == null) {
      problems.add(linesBefore, "", "not YAML: " + what);
    } else {
      problems.add(
          linesBefore + mark.getLine() + 1,
          "",
          "column " + (mark.getColumn() + 1) + ": not YAML: " + what);
    }
  }

  private void unprintable(ReaderException e, String text) {
    int before = text.offsetByCodePoints(
        0, Math.min(e.getPosition(), text.codePointCount(0, text.length())));
    long line = text.substring(0, before).chars().filter(c -> c == '\n').count() + 1;
    problems.add(
        linesBefore + (int) line,
        "",
        String.format("U+%04X (expected: a printable character)", e.getCodePoint()));
  }

  /** Leaves every scalar as it was written. */
  private static final class Untyped extends Resolver {

    @Override
    public Tag resolve(NodeId kind, String value, boolean implicit) {
      return UNTAGGED;
    }
  }
}

package io.rhumb.gateway.packaged;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The parts of the README that can be wrong: its commands, its links and the paths it names. */
public final class Readme {

  private static final Pattern SHELL_BLOCK = Pattern.compile("(?ms)^```sh\\n(.*?)^```$");
  private static final Pattern FENCE = Pattern.compile("(?m)^```(.*)$");
  private static final Pattern HEADING = Pattern.compile("(?m)^##+ ([\\w ]+)$");
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");

  /**
   * In code, what begins with something that lies in the root, such as {@code conf/gateway.yaml} and {@code ./rhumb}.
   */
  private static final Pattern CODE_PATH =
      Pattern.compile("`(?:\\./)?((?:[\\w.-]+)(?:/[\\w.-]+)*)[^`]*`");

  private final String text;

  private Readme(String text) {
    this.text = text;
  }

  public static Readme read() throws IOException {
    return new Readme(Files.readString(Rhumb.ROOT.resolve("README.md")));
  }

  /** Each line of each block of shell commands, in order. */
  List<String> commands() {
    List<String> commands = new ArrayList<>();
    Matcher block = SHELL_BLOCK.matcher(text);
    while (block.find()) {
      block.group(1).lines().filter(line -> !line.isBlank()).forEach(commands::add);
    }
    return commands;
  }

  /** The languages of all fenced blocks. */
  Set<String> languages() {
    Set<String> languages = new TreeSet<>();
    Matcher fence = FENCE.matcher(text);
    boolean opens = true;
    while (fence.find()) {
      if (opens) {
        languages.add(fence.group(1));
      }
      opens = !opens;
    }
    return languages;
  }

  /** What it links to, but for other sites and its own headings. */
  Set<String> links() {
    Set<String> links = all(LINK);
    links.removeIf(link -> link.matches("[a-z]+:.*"));
    links.removeAll(anchors());
    return links;
  }

  /** Files and folders of the tree that it names. */
  Set<String> paths() {
    Set<String> paths = all(CODE_PATH);
    paths.removeIf(path -> !Files.exists(Rhumb.ROOT.resolve(path.split("/", 2)[0])));
    return paths;
  }

  /**
   * The rows of a table, cell by cell.
   *
   * @param head its heading; none or several such tables fail
   */
  public List<List<String>> table(List<String> head) {
    String start = "| " + String.join(" | ", head) + " |\n";
    String[] parts = text.split(Pattern.quote(start), -1);
    if (parts.length != 2) {
      throw new AssertionError(
          parts.length - 1 + " tables (expected: one) with the heading " + start);
    }
    return parts[1]
        .lines()
        .takeWhile(line -> line.startsWith("|"))
        .skip(1)
        .map(line -> List.of(line.substring(2, line.length() - 2).split(" \\| ", -1)))
        .toList();
  }

  /** As they are made from headings that are words. */
  private Set<String> anchors() {
    Set<String> anchors = new TreeSet<>();
    all(HEADING)
        .forEach(heading -> anchors.add("#" + heading.toLowerCase(Locale.ROOT).replace(' ', '-')));
    return anchors;
  }

  private Set<String> all(Pattern pattern) {
    Set<String> found = new TreeSet<>();
    Matcher matcher = pattern.matcher(text);
    while (matcher.find()) {
      found.add(matcher.group(1));
    }
    return found;
  }
}

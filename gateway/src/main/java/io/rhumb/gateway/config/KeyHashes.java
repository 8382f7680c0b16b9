package io.rhumb.gateway.config;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Reads the hashes of one API key, from the configuration or from a file that it names. Looks at the file, so it must not run on an
 * event loop.
 */
final class KeyHashes {

  private static final String EXPECTED =
      "the SHA-256 of a key in 64 hexadecimal digits, as rhumb key prints it; never the key itself";

  private static final String FILE =
      "a file with one SHA-256 of a key in each line, in 64 hexadecimal digits; never the key itself";

  /** What {@code sha256sum} says of nothing: somebody's pipe was empty. */
  private static final String OF_NOTHING =
      "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

  private final Problems problems;
  private final LocalFiles files;

  KeyHashes(ReadContext context) {
    this.problems = context.problems();
    this.files = new LocalFiles(context);
  }

  List<String> read(Section section) {
    if (section.has(Keys.API_KEY_SHA256) == section.has(Keys.API_KEY_FILE)) {
      problems.invalid(section.map(), "exactly one of sha256 and file");
      return List.of();
    }
    return section
        .node(Keys.API_KEY_SHA256)
        .map(this::written)
        .orElseGet(() -> section.node(Keys.API_KEY_FILE).map(this::file).orElseThrow());
  }

  /** The node without its text, which may be a key. */
  static ConfigNode hidden(ConfigNode node) {
    return node instanceof ConfigNode.Scalar scalar
        ? new ConfigNode.Scalar(scalar.path(), scalar.line(), "…", false)
        : node;
  }

  /** One, or a list. */
  private List<String> written(ConfigNode node) {
    if (node instanceof ConfigNode.Items list && !list.items().isEmpty()) {
      return list.items().stream().map(this::hash).toList();
    }
    return List.of(hash(node));
  }

  private String hash(ConfigNode node) {
    String hash = node instanceof ConfigNode.Scalar scalar ? normal(scalar.text()) : "";
    if (!isHash(hash)) {
      problems.invalid(hidden(node), EXPECTED);
    }
    return hash;
  }

  private List<String> file(ConfigNode node) {
    int before = problems.count();
    Path path = files.readable(node);
    List<String> hashes = problems.count() > before ? List.of() : lines(path);
    boolean sound = !hashes.isEmpty() && hashes.stream().allMatch(KeyHashes::isHash);
    if (!sound && problems.count() == before) {
      problems.invalid(node, FILE);
    }
    return hashes;
  }

  /** Empty if it cannot be read. Blank lines, and those that begin with #, are remarks. */
  private static List<String> lines(Path path) {
    try {
      // ISO 8859-1 takes any byte.
      String text = new String(WholeFile.read(path), StandardCharsets.ISO_8859_1);
      return text.lines()
          .map(KeyHashes::normal)
          .filter(hash -> !hash.isEmpty() && !hash.startsWith("#"))
          .toList();
    } catch (IOException unreadable) {
      return List.of();
    }
  }

  private static String normal(String text) {
    return text.strip().toLowerCase(Locale.ROOT);
  }

  private static boolean isHash(String text) {
    return ApiKeyConfig.isHash(text) && !text.equals(OF_NOTHING);
  }
}

package io.rhumb.gateway.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** One value of a configuration, with its place. */
sealed interface ConfigNode {

  /** Where it stands, such as {@code models.fraud.targets[0]}; empty for the whole document. */
  String path();

  /** The line of its key, or of itself where it has none; from 1, or 0 for what stands in no file. */
  int line();

  /** How a message shows it. */
  String shown();

  /**
   * Text, a number, true or false, or nothing.
   *
   * @param path where it stands
   * @param line its line
   * @param text as it was written, without quotes
   * @param quoted whether it was quoted; then it is text, whatever it looks like
   */
  record Scalar(String path, int line, String text, boolean quoted) implements ConfigNode {

    private static final int SHOWN = 80;

    /** The user and the password of a URL are nobody's business. */
    private static final Pattern USER = Pattern.compile("//[^/]*@");

    /** Nor is its query, in which there may be a key. */
    private static final Pattern QUERY =
        Pattern.compile("(https?://[^?\\s]*\\?).*", Pattern.DOTALL);

    /** An API key that was written at the wrong place is nobody's business either. */
    private static final Pattern KEY =
        Pattern.compile(AccessConfig.KEY_PREFIX + "[A-Za-z0-9_-]{8,}");

    /** An unquoted scalar that stands in no file. */
    static Scalar of(String path, String text) {
      return new Scalar(path, 0, text, false);
    }

    /** What it stands for: a String, Long, Double or Boolean; empty for nothing. */
    Optional<Object> value() {
      return quoted ? Optional.of(text) : CoreSchema.resolve(text);
    }

    /** Itself as text; empty if it is nothing, true or false. A number is text too: {@code 007} is a name. */
    Optional<String> asText() {
      return value().filter(value -> !(value instanceof Boolean)).map(value -> text);
    }

    @Override
    public String shown() {
      String named = QUERY.matcher(USER.matcher(text).replaceAll("//…@")).replaceAll("$1…");
      String open = KEY.matcher(named).replaceAll(AccessConfig.KEY_PREFIX + "…");
      String start = open.length() <= SHOWN ? open : open.substring(0, SHOWN) + "…";
      if (quoted) {
        return '"' + start + '"';
      }
      return start.isEmpty() ? "nothing" : start.replace('\n', ' ');
    }
  }

  /**
   * A list.
   *
   * @param path where it stands
   * @param line its line
   * @param items in order
   */
  record Items(String path, int line, List<ConfigNode> items) implements ConfigNode {

    /** Copies the items. */
    public Items {
      items = List.copyOf(items);
    }

    @Override
    public String shown() {
      return "a list";
    }
  }

  /**
   * A map.
   *
   * @param path where it stands
   * @param line its line
   * @param entries in order
   */
  record Entries(String path, int line, Map<String, ConfigNode> entries) implements ConfigNode {

    /** Copies the entries, in order. */
    public Entries {
      entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
    }

    /** The path of an entry. */
    String pathOf(String key) {
      return path.isEmpty() ? key : path + "." + key;
    }

    @Override
    public String shown() {
      return "a map";
    }
  }
}
